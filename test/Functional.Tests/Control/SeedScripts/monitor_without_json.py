import asyncio
import websockets

async def monitor():
    async with websockets.connect("ws://localhost:8000/ws/monitor") as ws:
        async for message in ws:
            data = json.loads(message)
            print(f"Recebido: {data}")

asyncio.run(monitor())

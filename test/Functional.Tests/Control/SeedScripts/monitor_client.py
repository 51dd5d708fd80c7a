import asyncio
import websockets
import json

async def monitor_client():
    uri = "ws://localhost:8000/ws/monitor"
    
    async with websockets.connect(uri) as websocket:
        print("Conectado ao WebSocket")
        
        # Enviar ping
        await websocket.send("ping")
        
        # Escutar mensagens
        async for message in websocket:
            data = json.loads(message)
            print(f"Recebido: {data['type']} - {data.get('timestamp')}")
            
            if data['type'] == 'router_data':
                print(f"Dados do router: {data['data']}")

# Executar
asyncio.run(monitor_client())

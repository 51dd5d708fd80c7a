python3 -c "
import asyncio
import websockets
asyncio.run(websockets.connect('ws://localhost:9090/api/ws/status').recv())
"

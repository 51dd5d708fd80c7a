#!/bin/bash
# /scripts/monitor_websockets.sh

while true; do
  echo "$(date): Testando WebSockets..."
  
  python3 -c "
import asyncio
import websockets

async def monitor():
    try:
        async with websockets.connect('ws://localhost:9090/api/ws/status') as ws:
            msg = await asyncio.wait_for(ws.recv(), timeout=5)
            print('✅ WebSocket ativo')
    except Exception as e:
        print(f'❌ WebSocket falhou: {e}')

asyncio.run(monitor())
"
  
  sleep 30
done

#!/bin/bash
# /scripts/test_all_endpoints.sh

echo "🧪 Testando todas as APIs do VeloFlux"

# Testar APIs REST
echo "📡 REST APIs:"
curl -s -o /dev/null -w "Status: %{http_code}\n" http://localhost:9090/health
curl -s -o /dev/null -w "Status: %{http_code}\n" http://localhost:8080/metrics
curl -s -o /dev/null -w "Status: %{http_code}\n" http://localhost:9000/admin/health

# Testar WebSockets
echo "🔌 WebSockets:"
python3 << EOF
import asyncio
import websockets

async def test_ws(url):
    try:
        async with websockets.connect(url) as ws:
            await asyncio.wait_for(ws.recv(), timeout=2)
            return "✅"
    except:
        return "❌"

async def main():
    endpoints = [
        "ws://localhost:9090/api/ws/backends",
        "ws://localhost:9090/api/ws/metrics",
        "ws://localhost:9090/api/ws/status"
    ]
    
    for url in endpoints:
        result = await test_ws(url)
        print(f"{url}: {result}")

asyncio.run(main())
EOF

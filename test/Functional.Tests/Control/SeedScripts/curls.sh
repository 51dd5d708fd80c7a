# WebSocket
curl http://localhost:8000/api/websocket_stats

# Cache
curl http://localhost:8000/api/cache_statistics

# Sistema
curl http://localhost:8000/health

# Verificar se está rodando
curl http://localhost:9090/health

# Verificar métricas Prometheus
curl http://localhost:8080/metrics | head -10

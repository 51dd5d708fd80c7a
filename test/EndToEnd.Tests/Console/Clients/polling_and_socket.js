// ANTES - Polling
setInterval(() => {
    fetch('/api/online_total')
        .then(r => r.json())
        .then(data => updateUI(data));
}, 5000);

// DEPOIS - WebSocket
const ws = new WebSocket('ws://host/ws/monitor');
ws.onmessage = (event) => {
    const data = JSON.parse(event.data);
    if (data.type === 'router_data') {
        updateUI(data.data);
    }
};

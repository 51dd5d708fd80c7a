const ws = new WebSocket('ws://localhost:8000/ws/monitor');

ws.onmessage = (event) => {
    const data = JSON.parse(event.data);
    
    switch(data.type) {
        case 'router_data':
            updateDashboard(data.data);
            break;
        case 'system_status':
            updateStatus(data.status);
            break;
    }
};

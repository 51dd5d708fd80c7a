// A plain npm ws server that says the same frames at the same times: one JSON.stringify a frame, then send() to each client of the channel.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { WebSocketServer } from 'ws';

const frames = JSON.parse(readFileSync(new URL('../frames.json', import.meta.url)));
const channels = new Map(Object.entries(frames).map(([name, frame]) => [name, { ...frame, clients: new Set(), seq: 0 }]));
const epoch = '0123456789ab';
let timers = [];

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  if (url.pathname === '/speed') {
    timers.forEach(clearInterval);
    timers = [...channels].map(([name, channel]) => setInterval(() => speak(name, channel), (channel.seconds * 1000) / Number(url.searchParams.get('times'))));
    response.end('{}');
  } else if (url.pathname === '/stats') {
    const cpu = process.cpuUsage();
    response.end(JSON.stringify({ cpu_ms: (cpu.user + cpu.system) / 1000, rss_bytes: process.memoryUsage.rss() }));
  } else {
    response.statusCode = 404;
    response.end();
  }
});

const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on('connection', (socket, request) => {
  const name = request.url.split('/').pop();
  const channel = channels.get(name);
  socket.send(frame('connected', name, channel.seq, { status: 'connected' }));
  socket.send(frame(channel.type, name, channel.seq, body(channel)));
  channel.clients.add(socket);
  socket.on('close', () => channel.clients.delete(socket));
  socket.on('error', () => channel.clients.delete(socket));
});

function body(channel) {
  return { sent: Number(process.hrtime.bigint()), state: channel.data };
}

function frame(type, channel, seq, data) {
  return JSON.stringify({ type, timestamp: new Date().toISOString(), channel, epoch, seq, data });
}

function speak(name, channel) {
  const text = Buffer.from(frame(channel.type, name, ++channel.seq, body(channel)));
  for (const socket of channel.clients) {
    socket.send(text, { binary: false });
  }
}

server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));

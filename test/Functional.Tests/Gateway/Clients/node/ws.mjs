// A page and WebSockets by another maker. `node ws.mjs serve`, `node ws.mjs call URL CA-FILE`: prints "ok NAME" for each thing that works.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { WebSocket, WebSocketServer } from 'ws';

const page = `<!DOCTYPE html><title>page</title><script>
  const report = (it) => fetch('/report', { method: 'POST', body: JSON.stringify(it) });
  const socket = new WebSocket(location.origin.replace('http', 'ws') + '/socket');
  const heard = [];
  socket.onopen = () => { socket.send('from the page'); socket.send('x'.repeat(1000000)); };
  socket.onmessage = (m) => { heard.push(m.data.length); if (heard.length === 2) socket.close(4003, 'seen'); };
  socket.onerror = () => report({ error: 'socket' });
  socket.onclose = (c) => report({ heard, code: c.code, clean: c.wasClean, protocol: performance.getEntriesByType('navigation')[0].nextHopProtocol });
</script>`;

function serve() {
  const closes = [];
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      let body = '';
      request.on('data', (b) => { body += b; });
      request.on('end', () => { console.log(`REPORT ${body}`); response.end('thanks'); });
      return;
    }
    response.setHeader('content-type', 'text/html');
    response.end(page);
  });
  const sockets = new WebSocketServer({ server, perMessageDeflate: { threshold: 0 }, maxPayload: 16 * 1024 * 1024, handleProtocols: (offered) => (offered.has('echo.v1') ? 'echo.v1' : false) });
  sockets.on('connection', (socket) => {
    socket.on('message', (data, isBinary) => {
      const text = isBinary ? '' : data.toString();
      if (text === 'close') socket.close(4001, 'bye');
      else if (text === 'closes') socket.send(JSON.stringify(closes));
      else if (text === 'ping') { socket.once('pong', (payload) => socket.send(`ponged ${payload}`)); socket.ping('are you there'); }
      else socket.send(data, { binary: isBinary });
    });
    socket.on('close', (code, reason) => closes.push([code, reason.toString()]));
  });
  server.listen(0, '127.0.0.1', () => console.log(`PORT ${server.address().port}`));
}

async function call(url, authority) {
  const open = async (protocols = [], options = {}) => {
    const socket = new WebSocket(url, protocols, { ca: readFileSync(authority), maxPayload: 16 * 1024 * 1024, ...options });
    await once(socket, 'open');
    return socket;
  };
  const heard = async (socket, message, options) => {
    const answer = once(socket, 'message');
    socket.send(message, options);
    const [data, isBinary] = await answer;
    return isBinary ? data : data.toString();
  };

  const plain = await open('echo.v1', { perMessageDeflate: false });
  assert.equal(plain.protocol, 'echo.v1');
  assert.equal(plain.extensions, '');
  assert.equal(await heard(plain, 'héllo ☕'), 'héllo ☕');
  assert.deepEqual([...await heard(plain, Buffer.from([0, 255, 128]))], [0, 255, 128]);
  assert.equal(await heard(plain, ''), '');
  console.log('ok echo');

  const pong = once(plain, 'pong');
  plain.ping('still there');
  assert.equal((await pong)[0].toString(), 'still there');
  assert.equal(await heard(plain, 'ping'), 'ponged are you there');
  console.log('ok ping');

  const million = Buffer.alloc(1_000_000);
  for (let i = 0; i < million.length; i++) million[i] = (i * 31) % 251;
  for (let i = 0; i < 5; i++) assert.ok((await heard(plain, million)).equals(million));
  console.log('ok large');

  // In many frames, and whole on the other side.
  const pieces = once(plain, 'message');
  for (let i = 0; i < 10; i++) plain.send('piece', { fin: i === 9 });
  assert.equal((await pieces)[0].toString(), 'piece'.repeat(10));
  console.log('ok fragments');

  const packed = await open([], { perMessageDeflate: { threshold: 0 } });
  assert.match(packed.extensions, /permessage-deflate/);
  for (let i = 0; i < 5; i++) assert.equal(await heard(packed, 'squeeze '.repeat(125_000)), 'squeeze '.repeat(125_000));
  console.log('ok permessage-deflate');

  const closed = once(packed, 'close');
  packed.send('close');
  const [code, reason] = await closed;
  assert.deepEqual([code, reason.toString()], [4001, 'bye']);
  const leaving = once(plain, 'close');
  plain.close(4002, 'going');
  assert.equal((await leaving)[0], 4002);
  const third = await open();
  const torn = await open();
  torn.terminate();
  for (let i = 0; i < 300 && JSON.parse(await heard(third, 'closes')).length < 3; i++) await new Promise((r) => setTimeout(r, 10));
  assert.deepEqual(JSON.parse(await heard(third, 'closes')).sort(), [[1006, ''], [4001, 'bye'], [4002, 'going']]);
  console.log('ok close');

  const many = await Promise.all(Array.from({ length: 100 }, () => open()));
  const answers = await Promise.all(many.map((socket, i) => heard(socket, `number ${i}`)));
  answers.forEach((answer, i) => assert.equal(answer, `number ${i}`));
  console.log('ok many at once');
  [third, ...many].forEach((socket) => socket.terminate());
}

await (process.argv[2] === 'serve' ? serve() : call(process.argv[3], process.argv[4]));

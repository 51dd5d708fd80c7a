// A gRPC server and client of another maker. `node grpc.mjs serve`, `node grpc.mjs call HOST:PORT CA-FILE`: prints "ok NAME" for each thing that works.
import { readFileSync } from 'node:fs';
import assert from 'node:assert/strict';
import grpc from '@grpc/grpc-js';

const raw = { requestSerialize: (b) => b, requestDeserialize: (b) => b, responseSerialize: (b) => b, responseDeserialize: (b) => b };
const method = (name, requestStream, responseStream) => ({ path: `/farol.test.Echo/${name}`, requestStream, responseStream, ...raw });
const service = {
  Say: method('Say', false, false),
  Fail: method('Fail', false, false),
  Hang: method('Hang', false, false),
  Count: method('Count', false, true),
  Sum: method('Sum', true, false),
  Talk: method('Talk', true, true),
  Cancelled: method('Cancelled', false, false),
};

function serve() {
  let cancelled = 0;
  const server = new grpc.Server();
  server.addService(service, {
    Say(call, done) {
      const trailers = new grpc.Metadata();
      trailers.set('x-trailer', 'at the end');
      const head = new grpc.Metadata();
      head.set('x-echo', String(call.metadata.get('x-question')[0] ?? ''));
      call.sendMetadata(head);
      done(null, call.request, trailers);
    },
    Fail(call, done) {
      const metadata = new grpc.Metadata();
      metadata.set('x-reason-bin', Buffer.from([0, 1, 255]));
      done({ code: grpc.status.NOT_FOUND, details: 'no such thing: é', metadata });
    },
    Hang(call) {
      call.on('cancelled', () => cancelled++);
    },
    Count(call) {
      const count = Number(call.request.toString());
      let at = 0;
      const timer = count < 0 ? setInterval(() => call.write(Buffer.from('again')), 20) : null;
      call.on('cancelled', () => { clearInterval(timer); cancelled++; });
      const more = () => {
        while (at < count) {
          if (!call.write(Buffer.alloc(10_000, at++ % 256))) {
            call.once('drain', more);
            return;
          }
        }
        call.end();
      };
      if (count >= 0) more();
    },
    Sum(call, done) {
      let sum = 0;
      call.on('data', (b) => { sum += Number(b.toString()); });
      call.on('end', () => done(null, Buffer.from(String(sum))));
    },
    Talk(call) {
      call.on('data', (b) => call.write(Buffer.from(b.toString().toUpperCase())));
      call.on('end', () => call.end());
    },
    Cancelled(call, done) {
      done(null, Buffer.from(String(cancelled)));
    },
  });
  server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    console.log(`PORT ${port}`);
  });
}

async function call(target, authority) {
  const Client = grpc.makeGenericClientConstructor(service, 'Echo');
  const client = new Client(target, grpc.credentials.createSsl(readFileSync(authority)));
  const unary = (name, body, options = {}, metadata = new grpc.Metadata()) => new Promise((resolve) => {
    const answer = {};
    const sent = client[name](body, metadata, options, (error, value) => { answer.error = error; answer.value = value; });
    sent.on('metadata', (m) => { answer.head = m; });
    sent.on('status', (s) => { answer.status = s; setImmediate(() => resolve(answer)); });
  });
  const until = async (condition) => {
    for (let i = 0; i < 500 && !(await condition()); i++) await new Promise((r) => setTimeout(r, 10));
    assert.ok(await condition());
  };
  const cancelled = async () => Number((await unary('Cancelled', Buffer.alloc(0))).value.toString());

  const question = new grpc.Metadata();
  question.set('x-question', 'why');
  const said = await unary('Say', Buffer.from('hello'), {}, question);
  assert.equal(said.value.toString(), 'hello');
  assert.equal(said.head.get('x-echo')[0], 'why');
  assert.equal(said.status.code, grpc.status.OK);
  assert.equal(said.status.metadata.get('x-trailer')[0], 'at the end');
  console.log('ok unary');

  const big = Buffer.alloc(1_000_000, 'z');
  assert.ok((await unary('Say', big)).value.equals(big));
  console.log('ok large');

  const failed = await unary('Fail', Buffer.alloc(0));
  assert.equal(failed.error.code, grpc.status.NOT_FOUND);
  assert.equal(failed.error.details, 'no such thing: é');
  assert.deepEqual([...failed.error.metadata.get('x-reason-bin')[0]], [0, 1, 255]);
  console.log('ok status');

  let [messages, bytes] = [0, 0];
  for await (const message of client.Count(Buffer.from('1000'))) { messages++; bytes += message.length; }
  assert.deepEqual([messages, bytes], [1000, 10_000_000]);
  console.log('ok server streaming');

  const sum = await new Promise((resolve, reject) => {
    const stream = client.Sum((error, value) => (error ? reject(error) : resolve(value.toString())));
    for (let i = 1; i <= 1000; i++) stream.write(Buffer.from(String(i)));
    stream.end();
  });
  assert.equal(sum, '500500');
  console.log('ok client streaming');

  const talk = client.Talk();
  const heard = talk[Symbol.asyncIterator]();
  for (let i = 0; i < 100; i++) {
    // One after the other: each answer comes before the next question is asked.
    talk.write(Buffer.from(`word ${i}`));
    assert.equal((await heard.next()).value.toString(), `WORD ${i}`);
  }
  talk.end();
  assert.ok((await heard.next()).done);
  console.log('ok bidirectional');

  const before = await cancelled();
  const late = await unary('Hang', Buffer.alloc(0), { deadline: Date.now() + 300 });
  assert.equal(late.error.code, grpc.status.DEADLINE_EXCEEDED);
  await until(async () => (await cancelled()) === before + 1);
  console.log('ok deadline');

  const endless = client.Count(Buffer.from('-1'));
  const code = await new Promise((resolve) => {
    let seen = 0;
    endless.on('data', () => { if (++seen === 3) endless.cancel(); });
    endless.on('error', (error) => resolve(error.code));
  });
  assert.equal(code, grpc.status.CANCELLED);
  await until(async () => (await cancelled()) === before + 2);
  console.log('ok cancel');

  const many = await Promise.all(Array.from({ length: 200 }, (_, i) => unary('Say', Buffer.from(String(i)))));
  many.forEach((answer, i) => assert.equal(answer.value.toString(), String(i)));
  console.log('ok many at once');
  client.close();
}

await (process.argv[2] === 'serve' ? serve() : call(process.argv[3], process.argv[4]));

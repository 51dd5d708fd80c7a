// Runs the page in Chromium and writes what it cost. Called by run.sh with the program's console port and the folder of the page.
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, request as ask } from 'node:http';
import { connect } from 'node:net';
import { cpus } from 'node:os';
import { extname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const [consolePort, gatewayPort, folder, results, minutes] = [Number(process.argv[2]), Number(process.argv[3]), process.argv[4], process.argv[5], Number(process.argv[6])];
// Until the five minutes that a chart shows are full: what fills them is no leak.
const WARM_SECONDS = 600; // the five minutes of the charts fill, and for some minutes more the engine compiles what it has seen run often
const targets = { heap: 5, main: 15, latency: 150 };
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' };

/** The page and the program under one origin, as the console is. */
function serve() {
  const server = createServer((incoming, outgoing) => {
    if (incoming.url.startsWith('/api')) {
      incoming.pipe(ask({ port: consolePort, host: '127.0.0.1', path: incoming.url, headers: incoming.headers }, (answer) => {
        outgoing.writeHead(answer.statusCode, answer.headers);
        answer.pipe(outgoing);
      }));
      return;
    }
    const file = incoming.url === '/' ? '/index.html' : incoming.url.split('?')[0];
    try {
      const bytes = readFileSync(join(folder, file));
      outgoing.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' }).end(bytes);
    } catch {
      outgoing.writeHead(404).end();
    }
  });
  server.on('upgrade', (incoming, socket, head) => {
    const upstream = connect(consolePort, '127.0.0.1', () => {
      upstream.setNoDelay(true);
      upstream.write(`GET ${incoming.url} HTTP/1.1\r\n${Object.entries(incoming.headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    for (const end of [upstream, socket]) end.on('error', () => [upstream, socket].forEach((each) => each.destroy()));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** A little traffic, so that the curves have something to show. */
function knock() {
  return setInterval(() => {
    const asked = ask({ port: gatewayPort, host: '127.0.0.1', path: '/', headers: { Host: 'demo.localhost' } }, (answer) => answer.resume());
    asked.on('error', () => undefined);
    asked.end();
  }, 50);
}

/** What the heap gains by the hour: the median of the slopes between any two minutes of the second half. Now and then a forced collection leaves something for the next. */
function slope(heaps) {
  const later = heaps.slice(Math.floor(heaps.length / 2));
  const slopes = later.flatMap((heap, minute) => later.slice(minute + 1).map((after, ahead) => (after - heap) / (ahead + 1)));
  return quantile(slopes.sort((one, other) => one - other), 0.5) * 60;
}

const load = () => readFileSync('/proc/loadavg', 'utf8').split(' ')[0];
const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
const megabytes = (bytes) => (bytes / 1024 / 1024).toFixed(2);

const server = await serve();
const knocking = knock();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
const complaints = [];
page.on('pageerror', (error) => complaints.push(String(error)));
await page.goto(`http://127.0.0.1:${server.address().port}/`);
await page.waitForFunction(() => document.querySelectorAll('canvas').length === 50, undefined, { timeout: 60_000 });
await page.waitForFunction(() => globalThis.measured.seen > 5, undefined, { timeout: 60_000 });
const session = await page.context().newCDPSession(page);
await session.send('Performance.enable');
await wait(WARM_SECONDS * 1000);

async function look() {
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name) => metrics.find((metric) => metric.name === name).value;
  const tasks = { at: of('Timestamp'), task: of('TaskDuration'), script: of('ScriptDuration'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { metrics: after } = await session.send('Performance.getMetrics');
  // What the forced collection cost is the bench's.
  return { ...tasks, heap: usedSize, own: after.find(({ name }) => name === 'TaskDuration').value - tasks.task };
}

const looks = [await look()];
await page.evaluate(() => globalThis.measured.forget());
const counts = () => page.evaluate(() => ({ frames: globalThis.measured.frames, dropped: globalThis.measured.dropped, again: globalThis.measured.again }));
const before = await counts();
for (let minute = 0; minute < minutes; minute += 1) {
  await wait(60_000);
  looks.push(await look());
}
const counted = await counts();
const latencies = await page.evaluate(() => globalThis.measured.milliseconds());
await page.screenshot({ path: join(folder, 'wall.png') });
const version = browser.version();
await browser.close();
clearInterval(knocking);
server.close();

const [first, last] = [looks[0], looks.at(-1)];
const own = looks.slice(0, -1).reduce((sum, each) => sum + each.own, 0);
const main = ((last.task - first.task - own) / (last.at - first.at)) * 100;
const script = ((last.script - first.script) / (last.at - first.at)) * 100;
const growth = (last.heap / first.heap - 1) * 100;
const sorted = latencies.sort((one, other) => one - other);
const rows = [
  ['heap after a forced collection, first and last minute', `${megabytes(first.heap)} → ${megabytes(last.heap)} MB`, ''],
  ['heap growth', `${growth.toFixed(1)} %`, `≤ ${targets.heap} %`],
  ['slope of the heap over the second half', `${((slope(looks.map(({ heap }) => heap)) / first.heap) * 100).toFixed(1)} % an hour`, ''],
  ['nodes, listeners', `${first.nodes} → ${last.nodes}, ${first.listeners} → ${last.listeners}`, ''],
  ['main thread, of one core', `${main.toFixed(1)} %`, `≤ ${targets.main} %`],
  ['of which script', `${script.toFixed(1)} %`, ''],
  ['frames', `${counted.frames - before.frames}`, ''],
  ['dropped sequences', `${counted.dropped - before.dropped}`, '0'],
  ['frames that came twice', `${counted.again - before.again}`, '0'],
  ['server to pixels, p50', `${quantile(sorted, 0.5)} ms`, ''],
  ['server to pixels, p95', `${quantile(sorted, 0.95)} ms`, `≤ ${targets.latency} ms`],
  ['server to pixels, slowest', `${sorted.at(-1)} ms`, ''],
  ['errors of the page', `${complaints.length}`, '0'],
];
const text = `# Fifty charts at one second

Fifty of the console's charts, five minutes each, fed every second over the console's own live connection by the channel \`metrics\` of a running program;
Chromium ${version}, headless, 1920 × 1080, ${minutes} min after ${WARM_SECONDS} s of warming up. A machine with ${cpus().length} cores (${cpus()[0].model}), shared with the program${process.env.LOAD ? ` and with other work: load ${process.env.LOAD} at the start, ${load()} at the end` : ''}.

| figure | value | target |
|---|--:|--:|
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}

The server's time is the one in the frame, taken when it publishes; pixels are the start of the frame after the one in which all fifty were drawn.
Heap by minute, in MB: ${looks.map(({ heap }) => megabytes(heap)).join(', ')}.
`;
writeFileSync(results, text);
console.log(text);
const missed = growth > targets.heap || main > targets.main || quantile(sorted, 0.95) > targets.latency || counted.dropped !== before.dropped || counted.again !== before.again || complaints.length > 0;
process.exit(missed ? 1 : 0);

// What a browser must fetch before the overview stands, charts and translations included, compressed as it is served.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const MAX_KILOBYTES = 170;
const ENTRY = 'index.html';
const FIRST_PAGE = 'src/features/overview/OverviewPage.tsx';
const CHART = 'src/charts/TimeChart.tsx';

const dist = new URL('../dist/', import.meta.url).pathname;
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));

const files = new Set();
const seen = new Set();
function collect(key) {
  if (seen.has(key)) return;
  seen.add(key);
  const chunk = manifest[key];
  if (chunk === undefined) throw new Error(`the build's manifest has no ${key}`);
  files.add(chunk.file);
  for (const sheet of chunk.css ?? []) files.add(sheet);
  for (const imported of chunk.imports ?? []) collect(imported);
}
collect(ENTRY);
collect(FIRST_PAGE);
// Fetched a moment after the figures, and part of the page all the same.
collect(CHART);
files.add('index.html');

const sizes = [...files].map((file) => [file, gzipSync(readFileSync(join(dist, file)), { level: 6 }).length]).sort((a, b) => b[1] - a[1]);
const total = sizes.reduce((sum, [, size]) => sum + size, 0);
if (process.argv.includes('--list')) for (const [file, size] of sizes) console.log(`${(size / 1000).toFixed(1).padStart(7)} kB  ${file}`);
// Starts beside the page, which stands without it.
const worker = readdirSync(join(dist, 'assets')).filter((file) => file.startsWith('hubWorker-')).reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, 'assets', file)), { level: 6 }).length, 0);
console.log(`first load ${(total / 1000).toFixed(1)} kB gzip in ${sizes.length} files (limit ${MAX_KILOBYTES}); the live worker beside it ${(worker / 1000).toFixed(1)} kB`);
if (total > MAX_KILOBYTES * 1000) process.exit(1);

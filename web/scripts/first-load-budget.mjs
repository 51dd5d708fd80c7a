// What a browser must fetch before a page stands, translations included, compressed as it is served: of the overview with its charts, and of the login.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const ENTRY = 'index.html';
// The chart comes a moment after the figures, and is part of the page all the same.
const pages = {
  'first load': { kilobytes: 170, html: 'pages/overview-simulated.pt-BR.auto.html', needs: ['src/features/overview/OverviewPage.tsx', 'src/charts/TimeChart.tsx'] },
  login: { kilobytes: 155, html: 'pages/login.pt-BR.auto.html', needs: ['src/features/login/LoginPage.tsx'] },
};

const dist = new URL('../dist/', import.meta.url).pathname;
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));
const compressedSize = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;

function filesOf(needs) {
  const files = new Set();
  const seen = new Set();
  const collect = (key) => {
    if (seen.has(key)) return;
    seen.add(key);
    const chunk = manifest[key];
    if (chunk === undefined) throw new Error(`the build's manifest has no ${key}`);
    files.add(chunk.file);
    for (const sheet of chunk.css ?? []) files.add(sheet);
    for (const imported of chunk.imports ?? []) collect(imported);
  };
  for (const key of [ENTRY, ...needs]) collect(key);
  return files;
}

let isOver = false;
for (const [name, { kilobytes, html, needs }] of Object.entries(pages)) {
  const files = filesOf(needs);
  const sizes = [html, ...files].map((file) => [file, compressedSize(file)]).sort((a, b) => b[1] - a[1]);
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  if (process.argv.includes('--list')) for (const [file, size] of sizes) console.log(`${(size / 1000).toFixed(1).padStart(7)} kB  ${file}`);
  console.log(`${name} ${(total / 1000).toFixed(1)} kB gzip in ${sizes.length} files (limit ${kilobytes})`);
  // What the page does not name is asked for in a second round, once its code has come; the chart may be.
  const told = readFileSync(join(dist, html), 'utf8');
  const untold = [...files].filter((file) => !told.includes(`/${file}"`) && !/(^|\/)(charts|TimeChart)-/.test(file));
  if (untold.length > 0) console.log(`${html} does not name ${untold.join(', ')}`);
  isOver ||= total > kilobytes * 1000 || untold.length > 0;
}
// Starts beside the page, which stands without it.
const worker = readdirSync(join(dist, 'assets')).filter((file) => /^hubWorker-.*\.js$/.test(file)).reduce((sum, file) => sum + compressedSize(join('assets', file)), 0);
console.log(`the live worker beside them ${(worker / 1000).toFixed(1)} kB`);
if (isOver) process.exit(1);

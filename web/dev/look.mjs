// Pictures of every page of a running program, for a person to look at before a release, with what axe, the browser and the width of the page have against it.
// node dev/look.mjs FOLDER [--base=http://127.0.0.1:3000] [--email=admin@farol.local] [--only=/monitor,/users] [--quick]
// The password is read from FAROL_LOOK_PASSWORD; without one the pages are a local viewer's.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { base: { type: 'string', default: 'http://127.0.0.1:3000' }, email: { type: 'string', default: 'admin@farol.local' }, only: { type: 'string' }, quick: { type: 'boolean', default: false } },
});
const [folder] = positionals;
if (folder === undefined) {
  console.error('which folder shall the pictures go to? node dev/look.mjs FOLDER');
  process.exit(2);
}
const password = process.env.FAROL_LOOK_PASSWORD;
const only = values.only?.split(',');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const looks = [
  { theme: 'dark', language: 'pt-BR', width: 1440 },
  { theme: 'light', language: 'en', width: 1440 },
  { theme: 'dark', language: 'en', width: 390 },
  { theme: 'light', language: 'pt-BR', width: 390 },
];
// A page that is longer than its window is shown whole, up to here.
const MAX_HEIGHT = 4_000;
const SETTLED_MS = 1_200;

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const shown = [];
let complaints = 0;
for (const look of values.quick ? looks.slice(0, 1) : looks) await walk(look);
await browser.close();
writeFileSync(join(folder, 'index.html'), sheet());
console.log(`${shown.length} pictures in ${join(folder, 'index.html')}, ${complaints} complaints`);

async function walk({ theme, language, width }) {
  const height = width < 600 ? 844 : 900;
  const context = await browser.newContext({ baseURL: values.base, viewport: { width, height } });
  await context.addInitScript(([t, l]) => {
    localStorage.setItem('farol.theme', t);
    localStorage.setItem('farol.language', l);
  }, [theme, language]);
  const page = await context.newPage();
  const said = [];
  // What the program refuses on purpose is a line of the browser's too.
  page.on('console', (message) => message.type() === 'error' && !/status of 4/.test(message.text()) && said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  const tell = (address) => {
    for (const line of said.splice(0)) {
      complaints += 1;
      console.log(`${address} ${theme} ${language} ${width}: ${line}`);
    }
  };
  const take = async (address) => {
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (over > 0) said.push(`the page is ${over} px wider than its window`);
    said.push(...(await axeOf(context, page)));
    const whole = await page.evaluate(() => Math.max(...[document.documentElement, ...document.querySelectorAll('main, #content')].map((e) => window.innerHeight + e.scrollHeight - e.clientHeight)));
    await page.setViewportSize({ width, height: Math.min(MAX_HEIGHT, Math.max(height, whole)) });
    await page.waitForTimeout(300);
    const file = `${address.replace(/^\//, '').replace(/[^a-z0-9-]+/gi, '_') || 'home'}-${theme}-${language}-${width}.png`;
    await page.screenshot({ path: join(folder, file) });
    await page.setViewportSize({ width, height });
    shown.push({ address, file });
    tell(address);
  };

  for (const outside of ['/login', '/register', '/link']) {
    if (only !== undefined && !only.includes(outside)) continue;
    await page.goto(outside);
    await stands(page);
    await take(outside);
  }
  if (password !== undefined) await logIn(context);
  await page.goto('/monitor');
  await stands(page);
  for (const address of await addresses(page)) {
    if (['/login', '/register', '/link'].includes(address) || (only !== undefined && !only.includes(address))) continue;
    await page.goto(address);
    await stands(page);
    await take(address);
  }
  if (only === undefined) {
    await page.goto('/monitor');
    await stands(page);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    await take('palette');
  }
  await context.close();
}

async function logIn(context) {
  const answer = await context.request.post('/api/auth/login?cookie=true', { data: { email: values.email, password }, headers: { 'X-Farol-Request': 'console' } });
  if (!answer.ok()) throw new Error(`logging in as ${values.email} was refused: ${await answer.text()}`);
}

/** Nothing is loading any more; live pages never come to rest, so a moment is given instead. */
async function stands(page) {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null, undefined, { timeout: 15_000 }).catch(() => undefined);
  await page.waitForTimeout(SETTLED_MS);
}

/** Every address that the console's own router knows; where one has a part to fill in, that of the first link that leads there. */
async function addresses(page) {
  const patterns = await page.evaluate(() => Object.keys(globalThis.__TSR_ROUTER__.routesByPath).filter((path) => path !== '/'));
  const fixed = patterns.filter((path) => !path.includes('$'));
  const filled = [];
  for (const pattern of patterns.filter((path) => path.includes('$'))) {
    const stem = pattern.slice(0, pattern.indexOf('$'));
    const parent = fixed.filter((path) => stem.startsWith(path)).sort((one, other) => other.length - one.length)[0];
    if (parent === undefined) continue;
    await page.goto(parent);
    await stands(page);
    const link = await page.evaluate((begin) => [...document.querySelectorAll('main a[href]')].map((a) => a.getAttribute('href')).find((href) => href.startsWith(begin) && href.length > begin.length), stem);
    if (link !== undefined) filled.push(link);
  }
  return [...fixed, ...filled].sort();
}

/** In the debugger's isolated world, which is outside the page's policy. */
async function axeOf(context, page) {
  const session = await context.newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
  await session.send('Runtime.evaluate', { expression: axe, contextId: executionContextId });
  const expression = 'axe.run().then((r) => JSON.stringify(r.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" || ")}`)))';
  const { result } = await session.send('Runtime.evaluate', { expression, contextId: executionContextId, awaitPromise: true, returnByValue: true });
  await session.detach();
  return JSON.parse(result.value ?? '["axe did not answer"]');
}

/** All of them on one page, a row an address. */
function sheet() {
  const rows = [...new Set(shown.map(({ address }) => address))].map((address) => {
    const pictures = shown.filter((one) => one.address === address).map(({ file }) => `<a href="${file}"><img src="${file}" alt="${file}" height="360" loading="lazy"></a>`);
    return `<h2>${address}</h2><p>${pictures.join(' ')}</p>`;
  });
  return `<!doctype html><meta charset="utf-8"><title>Farol: every page</title><style>body{font-family:sans-serif;background:#888}</style>${rows.join('')}`;
}

// Pictures of every page in every combination, and what axe, the console and the policy have to say. Development only.
// node dev/look.mjs OUTPUT_FOLDER [--only=overview,terminal] [--quick]
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const base = process.env.BASE ?? 'http://127.0.0.1:8901';
const folder = process.argv[2] ?? '/tmp/farol-look';
const only = process.argv.find((word) => word.startsWith('--only='))?.slice(7).split(',');
const quick = process.argv.includes('--quick');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pages = { overview: '/monitor', interfaces: '/monitor/interfaces', subscribers: '/monitor/subscribers', system: '/monitor/system', terminal: '/monitor/terminal', connection: '/monitor/connection', routers: '/routers', login: '/login' };
const looks = quick ? [['dark', 'pt-BR', 1440]] : [['dark', 'pt-BR', 1440], ['light', 'en', 1440], ['dark', 'en', 390], ['light', 'pt-BR', 390]];

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
let complaints = 0;
for (const [theme, language, width] of looks) {
  const context = await browser.newContext({ viewport: { width, height: width < 600 ? 844 : 900 }, deviceScaleFactor: 1 });
  await context.addInitScript(([t, l]) => {
    localStorage.setItem('farol.theme', t);
    localStorage.setItem('farol.language', l);
  }, [theme, language]);
  const page = await context.newPage();
  const said = [];
  page.on('console', (message) => message.type() === 'error' && !/40[13]/.test(message.text()) && said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  for (const [name, path] of Object.entries(pages)) {
    if (only !== undefined && !only.includes(name)) continue;
    said.length = 0;
    await page.goto(base + path);
    await page.waitForTimeout(1800);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) said.push(`the page is ${wide} px wider than its window`);
    await page.screenshot({ path: `${folder}/${name}-${theme}-${language}-${width}.png` });
    // The isolated world of the debugger is outside the page's policy.
    const session = await context.newCDPSession(page);
    const { frameTree } = await session.send('Page.getFrameTree');
    const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
    await session.send('Runtime.evaluate', { expression: axe, contextId: executionContextId });
    const { result } = await session.send('Runtime.evaluate', { expression: 'axe.run().then((r) => JSON.stringify(r.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" || ")}`)))', contextId: executionContextId, awaitPromise: true, returnByValue: true });
    for (const line of [...said, ...JSON.parse(result.value ?? '["axe did not answer"]')]) {
      complaints += 1;
      console.log(`${name} ${theme} ${language} ${width}: ${line}`);
    }
  }
  await context.close();
}
await browser.close();
console.log(`${complaints} complaints`);

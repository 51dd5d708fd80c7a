import { askEarly } from '~/api/early';
import { firstPaint } from '~/design/firstPaint';
import { pause } from '~/design/whenIdle';

askEarly(window.location);
// What the page brought with it is seen before its code is read, which takes a phone longer than to fetch it. In development the code reads this.
const { code, before = '' } = document.querySelector<HTMLElement>('script[data-code]')?.dataset ?? {};
if (code !== undefined) void read([...before.split(' '), code]);

/** Each of these in a task of its own: between two, the browser may answer. */
async function read(files: readonly string[]): Promise<void> {
  await firstPaint();
  const language = document.documentElement.lang;
  // The first number and the first date that a browser writes in a language cost it more than a thousand others; the code is on its way meanwhile.
  new Intl.NumberFormat(language).format(0);
  await pause(0);
  new Intl.DateTimeFormat(language, { hour: '2-digit' }).format(0);
  for (const file of files) {
    await pause(0);
    if (file !== '') await import(/* @vite-ignore */ file);
  }
}

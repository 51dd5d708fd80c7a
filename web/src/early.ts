import { askEarly } from '~/api/early';
import { firstPaint } from '~/design/firstPaint';

askEarly(window.location);
// What the page brought with it is seen before its code is read, which takes a phone longer than to fetch it. In development the code reads this.
const { code } = document.querySelector<HTMLElement>('script[data-code]')?.dataset ?? {};
if (code !== undefined) void firstPaint().then(() => import(/* @vite-ignore */ code));

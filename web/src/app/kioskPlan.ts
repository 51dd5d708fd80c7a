import type { KioskSearch } from './kiosk';
import { sectionOf } from './pages';

export interface KioskPlan {
  /** Addresses of own pages, in turn; empty stays where it is. */
  readonly pages: readonly string[];
  readonly seconds: number;
}

const USUAL_SECONDS = 30;
const MIN_SECONDS = 5;
const MAX_SECONDS = 3_600;
const MAX_PAGES = 20;

export function kioskPlan({ pages, every }: KioskSearch): KioskPlan {
  const wanted = (pages ?? '').split(',').map((page) => page.trim());
  const own = wanted.filter((page) => page.startsWith('/') && !page.startsWith('//') && sectionOf(page.split('?')[0] ?? '') !== undefined);
  return { pages: own.slice(0, MAX_PAGES), seconds: Math.min(MAX_SECONDS, Math.max(MIN_SECONDS, every ?? USUAL_SECONDS)) };
}

/** The page after this one, with what the wall keeps in its address; null where there is no other. */
export function nextAddress(plan: KioskPlan, path: string, search: string): string | null {
  if (plan.pages.length === 0) return null;
  const here = plan.pages.findIndex((page) => page.split('?')[0] === path);
  const next = plan.pages[(here + 1) % plan.pages.length] ?? '';
  const [nextPath = '', own = ''] = next.split('?');
  if (plan.pages.length === 1 && nextPath === path) return null;
  const kept = new URLSearchParams(own);
  const now = new URLSearchParams(search);
  for (const name of ['router', 'kiosk', 'pages', 'every']) {
    const value = now.get(name);
    if (value !== null) kept.set(name, value);
  }
  return `${nextPath}?${kept.toString()}`;
}

/** The same page without its wall. */
export function addressWithoutKiosk(path: string, search: string): string {
  const rest = new URLSearchParams(search);
  for (const name of ['kiosk', 'pages', 'every']) rest.delete(name);
  const text = rest.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** Which build a page is: the name of its code carries a hash of it. */
export function buildOf(page: Document): string | null {
  return page.querySelector('script[data-code]')?.getAttribute('data-code') ?? null;
}

import { useSyncExternalStore } from 'react';
import { forget, recall, remember } from './preferences';

export type Theme = 'dark' | 'light';

const PREFERENCE = 'theme';

/** The background, for the browser's own frame. Written out: to ask the page for it would lay it out in the middle of the start. */
const COLOURS = { dark: '#0b1015', light: '#f1f4f7' } as const;

const listeners = new Set<() => void>();

/** Dark unless the operator, or the browser's own setting, says light. */
export function startTheme(): void {
  const light = window.matchMedia('(prefers-color-scheme: light)');
  const browser = (): Theme => (light.matches ? 'light' : 'dark');
  const chosen = chosenTheme();
  if (chosen === null) forget(PREFERENCE);
  else remember(PREFERENCE, chosen);
  paint(chosen ?? browser());
  light.addEventListener('change', () => chosenTheme() ?? paint(browser()));
}

/** What the operator chose; null: as the browser is set. */
export function chosenTheme(): Theme | null {
  const chosen = recall(PREFERENCE);
  return chosen === 'dark' || chosen === 'light' ? chosen : null;
}

export function followBrowser(): void {
  forget(PREFERENCE);
  paint(window.matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark');
}

export function chooseTheme(theme: Theme): void {
  remember(PREFERENCE, theme);
  paint(theme);
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, currentTheme);
}

function currentTheme(): Theme {
  return document.documentElement.dataset.theme === 'light' ? 'light' : 'dark';
}

function paint(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', COLOURS[theme]);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

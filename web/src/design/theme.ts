import { useSyncExternalStore } from 'react';
import { recall, remember } from './preferences';

export type Theme = 'dark' | 'light';

const listeners = new Set<() => void>();

/** Dark unless the operator, or the browser's own setting, says light. */
export function startTheme(): void {
  const chosen = recall('theme');
  const browser = window.matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
  paint(chosen === 'dark' || chosen === 'light' ? chosen : browser);
}

export function chooseTheme(theme: Theme): void {
  remember('theme', theme);
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
  const colour = getComputedStyle(document.documentElement).getPropertyValue('--background').trim();
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', colour);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

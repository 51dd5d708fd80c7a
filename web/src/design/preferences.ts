const PREFIX = 'farol.';

/** What was chosen lately in the palette. */
export const RECENT = 'recent';

/** What the server must know to send a page that is right before any code has run. */
const TOLD = new Set(['theme', 'language']);
const YEAR_SECONDS = 31_536_000;

/** What this browser remembers between visits; a browser that forbids it just forgets. */
export function remember(name: string, value: string): void {
  if (TOLD.has(name)) tell(name, value, YEAR_SECONDS);
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Private windows may refuse: the choice then lasts as long as the page.
  }
}

export function forget(name: string): void {
  if (TOLD.has(name)) tell(name, '', 0);
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // There is nothing remembered where it may not be looked at.
  }
}

export function recall(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

function tell(name: string, value: string, seconds: number): void {
  document.cookie = `${PREFIX.slice(0, -1)}-${name}=${value}; Path=/; Max-Age=${seconds}; SameSite=Lax`;
}

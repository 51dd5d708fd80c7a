export const HOME = '/monitor';

/** Where to go back to is in the address, so it may be anything: only paths of this console are followed. */
export function ownPath(back: string | undefined): string {
  if (!back?.startsWith('/')) return HOME;
  const url = new URL(back, window.location.origin);
  return url.origin === window.location.origin && url.pathname !== '/login' ? url.pathname + url.search : HOME;
}

/** The header proves to the server that a page of its own asks, not a form of another site. */
export const OWN_PAGE = { Accept: 'application/json', 'X-Farol-Request': 'console' } as const;

const MAX_WAIT_MS = 45_000;
const asked = new Map<string, Promise<Arrival>>();

export interface Arrival {
  readonly response: Response;
  /** Milliseconds on this tab's monotonic clock: what an answer tells was true then, however long it waits here. */
  readonly at: number;
}

export function arrived(response: Response): Arrival {
  return { response, at: performance.now() };
}

/** In front of the door: no frame, and nothing live. */
export function isOutside(pathname: string): boolean {
  return ['/login', '/register', '/link'].includes(pathname);
}

/** The families that the page which most people arrive at begins with. */
export function figuresOf(pathname: string): readonly ('online_total' | 'network_traffic' | 'system_metrics')[] {
  return pathname === '/' || pathname === '/monitor' ? ['online_total', 'network_traffic', 'system_metrics'] : [];
}

/**
 * What every page asks first, and the first page besides. A script of its own, so that the answers come while the page's code is still on its way;
 * whoever asks for one of them then gets it, once.
 */
export function askEarly({ pathname, search }: Location): void {
  ask('/api/auth/session');
  if (pathname === '/login') ask('/api/auth/register');
  if (isOutside(pathname)) return;
  ask('/api/status');
  ask('/api/routers');
  const router = new URLSearchParams(search).get('router');
  const about = router === null ? '' : `?${new URLSearchParams({ router })}`;
  for (const family of figuresOf(pathname)) ask(`/api/${family}${about}`);
}

/** The answer that is on its way or here; undefined where nobody asked, or somebody has it already. */
export function takeEarly(path: string): Promise<Arrival> | undefined {
  const answer = asked.get(path);
  asked.delete(path);
  return answer;
}

function ask(path: string): void {
  const answer = fetch(path, { headers: OWN_PAGE, credentials: 'same-origin', signal: AbortSignal.timeout(MAX_WAIT_MS) }).then(arrived);
  // Who takes it hears of a failure; where nobody does, there is nobody to tell.
  answer.catch(() => undefined);
  asked.set(path, answer);
}

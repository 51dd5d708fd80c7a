// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { QueryClient } from '@tanstack/react-query';
import { askEarly, takeEarly } from '~/api/early';
import { familyQuery, sessionQuery } from '~/api/queries';
import { askFirst } from '~/app/askFirst';

const reading = { success: true, timestamp: '2026-01-01T12:00:00Z', router: 'bng-1', age_seconds: 2, data: { total: 7, history: [] } };

function at(path: string) {
  window.history.replaceState(null, '', path);
  const fetched = vi.fn((input: string) => Promise.resolve(new Response(JSON.stringify(input.startsWith('/api/online') ? reading : { person: null }))));
  vi.stubGlobal('fetch', fetched);
  askEarly(window.location);
  return fetched;
}

const paths = (fetched: ReturnType<typeof at>) => fetched.mock.calls.map(([path]) => path);

describe('what is asked before the code of a page is there', () => {
  afterEach(async () => {
    for (const path of ['/api/auth/session', '/api/auth/register', '/api/status', '/api/routers', '/api/online_total', '/api/network_traffic', '/api/system_metrics']) {
      await takeEarly(path);
      await takeEarly(`${path}?router=bng-2`);
    }
    vi.unstubAllGlobals();
  });

  it('is who sits here, what this port has, the routers, and the figures of the overview', () => {
    expect(paths(at('/monitor'))).toEqual(['/api/auth/session', '/api/status', '/api/routers', '/api/online_total', '/api/network_traffic', '/api/system_metrics']);
  });

  it('is about the router in the address', () => {
    expect(paths(at('/monitor?router=bng-2'))).toContain('/api/online_total?router=bng-2');
  });

  it('is nothing of a router in front of the door, and no figures on another page', () => {
    expect(paths(at('/login?back=%2Fmonitor'))).toEqual(['/api/auth/session', '/api/auth/register']);
    expect(paths(at('/link?token=x'))).toEqual(['/api/auth/session']);
    expect(paths(at('/gateway'))).toEqual(['/api/auth/session', '/api/status', '/api/routers']);
  });

  it('carries what proves a page of the program, and is asked once: who takes it first has it', async () => {
    const fetched = at('/login');
    expect(fetched.mock.calls[0]).toEqual(['/api/auth/session', expect.objectContaining({ headers: { Accept: 'application/json', 'X-Farol-Request': 'console' }, credentials: 'same-origin' })]);
    const queries = new QueryClient();
    expect(await queries.query(sessionQuery)).toBeNull();
    expect(fetched).toHaveBeenCalledTimes(2);
    await queries.refetchQueries(sessionQuery);
    await queries.query({ ...sessionQuery, staleTime: 0 });
    expect(fetched.mock.calls.length).toBeGreaterThan(2);
  });

  it('counts the age of a figure from its arrival, however late the code comes that shows it', async () => {
    const clock = vi.spyOn(performance, 'now').mockReturnValue(1_000);
    at('/monitor');
    await new Promise((resolve) => setTimeout(resolve, 0));
    clock.mockReturnValue(9_000);
    const shown = await new QueryClient().query(familyQuery('online_total', undefined));
    expect(shown.receivedAt).toBe(1_000);
    expect(shown.data.total).toBe(7);
  });

  it('is part of the first picture where it has come, and holds up no page where it has not', async () => {
    at('/monitor');
    const queries = new QueryClient();
    await askFirst(queries, window.location);
    expect(queries.getQueryData(familyQuery('online_total', undefined).queryKey)?.data.total).toBe(7);
    vi.stubGlobal('fetch', () => new Promise(() => undefined));
    askEarly(window.location);
    await expect(askFirst(new QueryClient(), window.location)).resolves.toBeUndefined();
  });
});

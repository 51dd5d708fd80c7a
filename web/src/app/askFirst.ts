import type { QueryClient } from '@tanstack/react-query';
import { controlQuery } from '~/api/control';
import { familyQuery, routersQuery, sessionQuery } from '~/api/queries';
import { isOutside } from './outside';

const MAX_WAIT_MS = 100;

/** Takes what was asked early into the page that is about to be shown: once it is here, or without it, rather than late. */
export async function askFirst(queries: QueryClient, { pathname, search }: Location): Promise<void> {
  const asked: Promise<unknown>[] = [queries.query(sessionQuery)];
  if (!isOutside(pathname)) asked.push(queries.query(controlQuery), queries.query(routersQuery));
  if (pathname === '/' || pathname === '/monitor') {
    const router = new URLSearchParams(search).get('router') ?? undefined;
    for (const family of ['online_total', 'network_traffic', 'system_metrics'] as const) asked.push(queries.query(familyQuery(family, router)));
  }
  // What failed is asked again, and told, by whoever shows it.
  await Promise.race([Promise.allSettled(asked), new Promise((resolve) => setTimeout(resolve, MAX_WAIT_MS))]);
}

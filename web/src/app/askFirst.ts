import type { QueryClient } from '@tanstack/react-query';
import { controlQuery } from '~/api/control';
import { figuresOf, isOutside } from '~/api/early';
import { familyQuery, routersQuery, sessionQuery } from '~/api/queries';
import { pause } from '~/design/whenIdle';

const MAX_WAIT_MS = 100;

/** Takes what was asked early into the page that is about to be shown: once it is here, or without it, rather than late. */
export async function askFirst(queries: QueryClient, { pathname, search }: Location): Promise<void> {
  const asked: Promise<unknown>[] = [queries.query(sessionQuery)];
  if (!isOutside(pathname)) asked.push(queries.query(controlQuery), queries.query(routersQuery));
  const router = new URLSearchParams(search).get('router') ?? undefined;
  for (const family of figuresOf(pathname)) asked.push(queries.query(familyQuery(family, router)));
  // What failed is asked again, and told, by whoever shows it.
  await Promise.race([Promise.allSettled(asked), pause(MAX_WAIT_MS)]);
}

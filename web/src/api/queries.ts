import { queryOptions, type QueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { families, readFamily, type Family, type FamilyData, type Reading } from './families';
import { flag, list, number, text, textOrNumber } from './fields';
import { request, requestTagged, withQuery } from './http';
import { isProblem } from './problem';
import { shapeOf, type Answer, type Row, type Schemas } from './shape';

const anything = z.looseObject({});

const familyPaths: Readonly<Record<Family, string>> = {
  online_total: '/api/online_total',
  system_metrics: '/api/system_metrics',
  interfaces_status: '/api/interfaces_status',
  network_traffic: '/api/network_traffic',
  pppoe_stats: '/api/pppoe_stats',
};

export const familyNames = Object.keys(families) as readonly Family[];

export async function fetchFamily<Name extends Family>(family: Name, router: string | undefined, signal?: AbortSignal): Promise<Reading<FamilyData[Name]>> {
  const { body, at } = await requestTagged(withQuery(familyPaths[family], { router }), anything, { signal });
  return readFamily(family, body, at);
}

/** The last reading of a family. */
export function familyQuery<Name extends Family>(family: Name, router: string | undefined) {
  return queryOptions({
    queryKey: routerKey(router, 'family', family),
    queryFn: ({ signal }) => fetchFamily(family, router, signal),
    // Going from page to page costs nothing: what one page asked for serves the next.
    staleTime: 60_000,
  });
}

const person = shapeOf<Schemas['ProfileBody']>()({
  user_id: text,
  email: text,
  tenant_id: text,
  role: text,
  first_name: text,
  last_name: text,
  must_change_password: flag,
  /** Every tenant with the role there. */
  memberships: z.catch(z.record(z.string(), z.string()), {}),
});
export type Person = z.infer<typeof person>;

const session = shapeOf<Schemas['SessionAnswer']>()({ person: z.catch(z.nullable(person), null) });

/** Who is logged in; null for the local viewer and for strangers. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Person | null> => {
    try {
      const { person: known } = await request('/api/auth/session', session, { signal });
      return known?.email == null ? null : known;
    } catch (error) {
      if (isProblem(error, 401, 403, 404)) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

const routerRow = shapeOf<Schemas['RouterBody']>()({
  id: textOrNumber,
  name: text,
  host: text,
  port: number,
  protocol: text,
  username: text,
  simulated: flag,
  connected: flag,
  status: text,
  is_default: flag,
  uplinks: list(z.string()),
  message: text,
  managed_by: text,
});
export type RouterRow = z.infer<typeof routerRow>;

const routersBody = shapeOf<Answer<'/api/routers'>>()({ items: list(routerRow) });

export const routersQuery = queryOptions({
  queryKey: ['routers'],
  queryFn: async ({ signal }): Promise<readonly RouterRow[]> => (await request('/api/routers', routersBody, { signal })).items,
  staleTime: 30_000,
});

export function routerId(row: RouterRow): string {
  return String(row.id ?? row.name ?? '');
}

/** The one that is meant where none is named. */
export function defaultRouterId(rows: readonly RouterRow[]): string | undefined {
  const row = rows.find(({ is_default }) => is_default === true);
  return row === undefined ? undefined : routerId(row);
}

/** Where an answer about a router is kept; those about the default one are found by `routerKey(undefined)`. */
export function routerKey(router: string | undefined, ...subject: readonly (string | number)[]) {
  return ['router', router ?? null, ...subject] as const;
}

type HistoryAnswer = Answer<'/api/history'>;
const historyPoint = shapeOf<Row<HistoryAnswer['points']>>()({ timestamp: text, value: number });
const historyBody = shapeOf<HistoryAnswer>()({ points: list(historyPoint) });

export interface HistoryPoint {
  readonly at: number;
  readonly value: number | null;
}

export function historyQuery(series: string, router: string | undefined, rangeSeconds: number, stepSeconds: number) {
  return queryOptions({
    queryKey: routerKey(router, 'history', series, rangeSeconds, stepSeconds),
    queryFn: async ({ signal }): Promise<readonly HistoryPoint[]> => {
      const to = Date.now();
      const path = withQuery('/api/history', {
        router,
        series,
        from: new Date(to - rangeSeconds * 1000).toISOString(),
        to: new Date(to).toISOString(),
        step: stepSeconds,
      });
      const body = await request(path, historyBody, { signal });
      return readHistory(body.points);
    },
    staleTime: 5 * 60_000,
    refetchInterval: 15 * 60_000,
  });
}

/** A stretch of the past between two moments, in seconds since 1970. */
export function stretchQuery(series: string, router: string | undefined, from: number, to: number, stepSeconds: number) {
  return queryOptions({
    queryKey: routerKey(router, 'history', series, from, to, stepSeconds),
    queryFn: async ({ signal }): Promise<readonly HistoryPoint[]> => {
      const path = withQuery('/api/history', { router, series, from: new Date(from * 1000).toISOString(), to: new Date(to * 1000).toISOString(), step: stepSeconds });
      const body = await request(path, historyBody, { signal });
      return readHistory(body.points);
    },
    staleTime: 5 * 60_000,
  });
}

function readHistory(points: readonly z.infer<typeof historyPoint>[]): readonly HistoryPoint[] {
  return points
    .map(({ timestamp, value }) => ({ at: timestamp === null ? Number.NaN : Date.parse(timestamp) / 1000, value }))
    .filter(({ at }) => Number.isFinite(at));
}

/** Another person sits here now: what the one before was shown is dropped, and what is on the page asked for again. */
export function forgetEverything(client: QueryClient): Promise<void> {
  client.removeQueries({ type: 'inactive' });
  return client.resetQueries();
}

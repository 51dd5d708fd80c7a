import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { counts, flag, list, number, text } from '~/api/fields';
import { request, withQuery } from '~/api/http';

const REFRESH_MS = 15_000;

function dataOf<Schema extends z.ZodMiniType>(data: Schema) {
  return z.looseObject({ data: z.catch(z.nullable(data), null) });
}

const status = z.looseObject({
  connected: flag,
  status: text,
  message: text,
  response_time_ms: number,
  protocol: text,
  sessions: z.catch(z.nullable(z.looseObject({ open: number, max: number })), null),
  circuit: z.catch(z.nullable(z.looseObject({ state: text, next_try: text, failures_in_a_row: number })), null),
  last_error: z.catch(z.nullable(z.looseObject({ fault: text, text })), null),
  held_offline: flag,
  last_check: text,
});
export type RouterStatus = z.infer<typeof status>;

export function statusQuery(router: string | undefined) {
  return queryOptions({
    queryKey: ['router_status', router ?? null],
    queryFn: async ({ signal }) => {
      const body = await request(withQuery('/api/router_status', { router }), z.looseObject({ ...dataOf(status).shape, connection_info: z.catch(z.nullable(z.looseObject({ host: text, port: number, connection_time: text, last_activity: text })), null) }), { signal });
      return { status: body.data ?? status.parse(body), info: body.connection_info };
    },
    refetchInterval: REFRESH_MS,
  });
}

const task = z.looseObject({
  name: text,
  interval_seconds: number,
  effective_interval_seconds: number,
  is_stretched: flag,
  last_run: text,
  last_duration_seconds: number,
  next_run: text,
  errors: number,
  last_error: text,
});
export type BackgroundTask = z.infer<typeof task>;

export function tasksQuery(router: string | undefined) {
  return queryOptions({
    queryKey: ['background', router ?? null],
    queryFn: async ({ signal }) => {
      const body = await request(withQuery('/api/background_service_status', { router }), z.looseObject({ tasks: z.optional(z.unknown()), data: z.optional(z.unknown()) }), { signal });
      const nested = typeof body.data === 'object' && body.data !== null && !Array.isArray(body.data) ? (body.data as Record<string, unknown>).tasks : body.data;
      return list(task).parse(body.tasks ?? nested);
    },
    refetchInterval: REFRESH_MS,
  });
}

const cache = z.looseObject({
  total_requests: number,
  hits: number,
  misses: number,
  hit_rate_percent: number,
  redis_available: flag,
  memory_cache_size: number,
});
export type CacheStatistics = z.infer<typeof cache>;

export const cacheQuery = queryOptions({
  queryKey: ['cache'],
  queryFn: async ({ signal }) => {
    const body = await request('/api/cache_statistics', z.looseObject({ ...dataOf(cache).shape, cache_stats: z.catch(z.nullable(cache), null) }), { signal });
    return body.data ?? body.cache_stats;
  },
  // Three calls a minute are allowed to everybody who looks.
  refetchInterval: 60_000,
});

const sockets = z.looseObject({
  total_connections: number,
  channels: counts(),
  messages_sent: number,
  messages_dropped: number,
  slow_clients: number,
  bytes_sent: number,
});
export type SocketStatistics = z.infer<typeof sockets>;

export const socketsQuery = queryOptions({
  queryKey: ['sockets'],
  queryFn: async ({ signal }) => {
    const body = await request('/api/websocket_stats', z.looseObject({ ...dataOf(sockets).shape, websocket_stats: z.catch(z.nullable(sockets), null) }), { signal });
    return sockets.parse({ ...body.websocket_stats, ...body.data });
  },
  refetchInterval: REFRESH_MS,
});

const step = z.looseObject({ name: text, ok: flag, seconds: number, detail: text });
const planned = z.looseObject({ command: text, ok: flag, seconds: number, parsed_fields: number, error: text });
const diagnosis = z.looseObject({ steps: list(step), commands: list(planned) });

export interface DiagnosticRow {
  readonly name: string;
  readonly ok: boolean | null;
  readonly seconds: number | null;
  readonly fields: number | null;
  readonly detail: string | null;
}

export async function runDiagnostics(router: string | undefined): Promise<readonly DiagnosticRow[]> {
  const body = await request(withQuery('/api/router_diagnostics', { router }), dataOf(diagnosis));
  return [
    ...(body.data?.steps ?? []).map(({ name, ok, seconds, detail }) => ({ name: name ?? '', ok, seconds, fields: null, detail })),
    ...(body.data?.commands ?? []).map(({ command, ok, seconds, parsed_fields, error }) => ({ name: command ?? '', ok, seconds, fields: parsed_fields, detail: error })),
  ];
}

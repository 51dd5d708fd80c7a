import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { counts, flag, list, number, text, textOrNumber } from '~/api/fields';
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
  circuit: textOrNumber,
  last_error: text,
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
  last_run: text,
  duration_ms: number,
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

const check = z.looseObject({ name: text, command: text, ok: flag, success: flag, seconds: number, detail: text, message: text, error: text, parsed_fields: number, fields: number });
export interface DiagnosticRow {
  readonly name: string;
  readonly ok: boolean | null;
  readonly seconds: number | null;
  readonly fields: number | null;
  readonly detail: string | null;
}

export async function runDiagnostics(router: string | undefined): Promise<readonly DiagnosticRow[]> {
  const body = await request(withQuery('/api/router_diagnostics', { router }), z.looseObject({ diagnostics: z.optional(z.unknown()), data: z.optional(z.unknown()) }));
  return readDiagnostics(body.data ?? body.diagnostics);
}

/** Whatever the steps are called, a step is an object that says how it went. */
export function readDiagnostics(raw: unknown): readonly DiagnosticRow[] {
  if (typeof raw !== 'object' || raw === null) return [];
  return Object.entries(raw).flatMap(([name, value]: [string, unknown]): readonly DiagnosticRow[] => {
    if (Array.isArray(value)) return value.flatMap((item: unknown) => rowOf(name, item));
    return rowOf(name, value);
  });
}

function rowOf(name: string, value: unknown): readonly DiagnosticRow[] {
  if (typeof value === 'boolean') return [{ name, ok: value, seconds: null, fields: null, detail: null }];
  const parsed = check.safeParse(value);
  if (!parsed.success || (parsed.data.ok === null && parsed.data.success === null)) return [];
  const { data } = parsed;
  return [{ name: data.command ?? data.name ?? name, ok: data.ok ?? data.success, seconds: data.seconds, fields: data.parsed_fields ?? data.fields, detail: data.error ?? data.detail ?? data.message }];
}

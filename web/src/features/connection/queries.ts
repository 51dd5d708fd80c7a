import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { counts, flag, list, number, text } from '~/api/fields';
import { request, withQuery } from '~/api/http';
import { routerKey } from '~/api/queries';
import { shapeOf, type Answer, type Row } from '~/api/shape';

const REFRESH_MS = 15_000;

type StatusAnswer = Answer<'/api/router_status'>;
type StatusData = StatusAnswer['data'];

const status = shapeOf<StatusData>()({
  connected: flag,
  status: text,
  message: text,
  response_time_ms: number,
  protocol: text,
  sessions: z.catch(z.nullable(shapeOf<StatusData['sessions']>()({ open: number, max: number })), null),
  circuit: z.catch(z.nullable(shapeOf<StatusData['circuit']>()({ state: text, next_try: text, failures_in_a_row: number })), null),
  last_error: z.catch(z.nullable(shapeOf<NonNullable<StatusData['last_error']>>()({ fault: text, text })), null),
  held_offline: flag,
  last_check: text,
});
export type RouterStatus = z.infer<typeof status>;

const connectionInfo = shapeOf<StatusAnswer['connection_info']>()({ host: text, port: number, connection_time: text, last_activity: text });
const statusBody = shapeOf<StatusAnswer>()({ data: status, connection_info: z.catch(z.nullable(connectionInfo), null) });

export function statusQuery(router: string | undefined) {
  return queryOptions({
    queryKey: routerKey(router, 'router_status'),
    queryFn: async ({ signal }) => {
      const { data, connection_info } = await request(withQuery('/api/router_status', { router }), statusBody, { signal });
      return { status: data, info: connection_info };
    },
    refetchInterval: REFRESH_MS,
  });
}

type TasksAnswer = Answer<'/api/background_service_status'>;

const task = shapeOf<Row<TasksAnswer['tasks']>>()({
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
    queryKey: routerKey(router, 'background'),
    queryFn: async ({ signal }) => (await request(withQuery('/api/background_service_status', { router }), shapeOf<TasksAnswer>()({ tasks: list(task) }), { signal })).tasks,
    refetchInterval: REFRESH_MS,
  });
}

type CacheAnswer = Answer<'/api/cache_statistics'>;

const cache = shapeOf<CacheAnswer['data']>()({
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
  queryFn: async ({ signal }) => (await request('/api/cache_statistics', shapeOf<CacheAnswer>()({ data: cache }), { signal })).data,
  // Three calls a minute are allowed to everybody who looks.
  refetchInterval: 60_000,
});

type SocketsAnswer = Answer<'/api/websocket_stats'>;

const sockets = shapeOf<SocketsAnswer['data']>()({
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
  queryFn: async ({ signal }) => (await request('/api/websocket_stats', shapeOf<SocketsAnswer>()({ data: sockets }), { signal })).data,
  refetchInterval: REFRESH_MS,
});

type Diagnosis = Answer<'/api/router_diagnostics'>['data'];

const step = shapeOf<Row<Diagnosis['steps']>>()({ name: text, ok: flag, seconds: number, detail: text });
const planned = shapeOf<Row<Diagnosis['commands']>>()({ command: text, ok: flag, seconds: number, parsed_fields: number, error: text });
const diagnosis = shapeOf<Diagnosis>()({ steps: list(step), commands: list(planned) });

export interface DiagnosticRow {
  readonly name: string;
  readonly ok: boolean | null;
  readonly seconds: number | null;
  readonly fields: number | null;
  readonly detail: string | null;
}

export async function runDiagnostics(router: string | undefined): Promise<readonly DiagnosticRow[]> {
  const { data } = await request(withQuery('/api/router_diagnostics', { router }), shapeOf<Answer<'/api/router_diagnostics'>>()({ data: diagnosis }));
  return [
    ...data.steps.map(({ name, ok, seconds, detail }) => ({ name: name ?? '', ok, seconds, fields: null, detail })),
    ...data.commands.map(({ command, ok, seconds, parsed_fields, error }) => ({ name: command ?? '', ok, seconds, fields: parsed_fields, detail: error })),
  ];
}

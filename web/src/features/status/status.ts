import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { flag, list, number, text } from '~/api/fields';
import { request, withQuery } from '~/api/http';
import { shapeOf, type Answer, type Schemas } from '~/api/shape';

const EVERY_MS = 5_000;

const listener = shapeOf<Schemas['ListenerBody']>()({ name: text, endpoint: text, tls: flag, gateway: text });
export type Listener = z.infer<typeof listener>;

const status = shapeOf<Schemas['StatusBody']>()({
  status: text,
  uptime_seconds: number,
  version: text,
  node_id: text,
  role: text,
  leader: flag,
  websocket_clients: number,
  routes: number,
  pools: number,
  config_revision: number,
  listeners: list(listener),
});

export const statusQuery = queryOptions({ queryKey: ['control', 'status', 'whole'], queryFn: ({ signal }) => request('/api/status', status, { signal }), refetchInterval: EVERY_MS });

const version = shapeOf<Schemas['VersionBody']>()({ version: text, commit: text, built_at: text, runtime: text });

export const versionQuery = queryOptions({ queryKey: ['control', 'version'], queryFn: ({ signal }) => request('/api/version', version, { signal }), staleTime: 60_000 });

type Health = Answer<'/api/health'>;
const health = shapeOf<Health>()({ status: text, components: z.catch(z.record(z.string(), shapeOf<Health['components'][string]>()({ status: text, reason: text, since: text })), {}) });
export type Components = z.infer<typeof health>['components'];

export const healthQuery = queryOptions({ queryKey: ['control', 'health'], queryFn: ({ signal }) => request('/api/health', health, { signal }), refetchInterval: EVERY_MS });

const info = shapeOf<Schemas['SystemInfoBody']>()({
  host: text,
  cores: number,
  memory: shapeOf<Schemas['SystemMemoryBody']>()({ total_bytes: number, used_bytes: number, usage_percentage: number }),
  os: shapeOf<Schemas['OsBody']>()({ description: text, architecture: text }),
  runtime: text,
  process: shapeOf<Schemas['ProcessBody']>()({ id: number, started_at: text, cpu_seconds: number, memory_bytes: number, heap_bytes: number, threads: number }),
});

export const infoQuery = queryOptions({ queryKey: ['control', 'info'], queryFn: ({ signal }) => request('/api/system/info', info, { signal }), refetchInterval: EVERY_MS });

const machine = shapeOf<Schemas['MetricsBody']>()({
  timestamp: text,
  cpu: shapeOf<Schemas['CpuBody']>()({ usage: number, load_avg: z.catch(z.nullable(z.array(z.number())), null) }),
  disk: shapeOf<Schemas['DiskBody']>()({ usage_percentage: number }),
  network: shapeOf<Schemas['NetworkBody']>()({ bytes_recv: number, bytes_sent: number }),
});

export const machineQuery = queryOptions({ queryKey: ['control', 'machine'], queryFn: ({ signal }) => request('/api/metrics', machine, { signal }), refetchInterval: EVERY_MS });

const gateway = shapeOf<Schemas['GatewayBody']>()({
  name: z.string(),
  remote: flag,
  connected: flag,
  since: text,
  last_seen: text,
  reason: text,
  program_version: text,
  revision: number,
  refused_revision: number,
  open_connections: number,
  requests_total: number,
});
export type Gateway = z.infer<typeof gateway>;

const statistics = shapeOf<Schemas['StatisticsBody']>()({
  config_revision: number,
  tenants: number,
  users: number,
  sessions: number,
  gateways: list(gateway),
  store: shapeOf<Schemas['StoreBody']>()({ kind: text, state_bytes: number, history_bytes: number }),
});

/** For the installation's administrators. */
export const statisticsQuery = queryOptions({ queryKey: ['control', 'statistics'], queryFn: ({ signal }) => request('/api/admin/stats', statistics, { signal }), refetchInterval: EVERY_MS });

const record = shapeOf<Schemas['LogBody']>()({ timestamp: text, level: text, component: text, message: text, trace_id: text, exception: text });
export type LogRecord = z.infer<typeof record>;
const records = shapeOf<Schemas['LogPageBody']>()({ items: list(record), total_count: number, source: text, since: text, is_whole: flag });

export const LOG_PAGE = 100;

/** What the address of the page says of which records to show. */
export interface LogFilter {
  readonly level?: 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR';
  readonly component?: string;
  readonly text?: string;
}

export function logsQuery(filter: LogFilter, page: number) {
  return queryOptions({
    queryKey: ['control', 'logs', filter, page],
    queryFn: ({ signal }) => request(withQuery('/api/admin/logs', { ...filter, page, page_size: LOG_PAGE }), records, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
  });
}

import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { flag, list, number, text } from './fields';
import { request, withQuery } from './http';
import { pageOf, shapeOf, type Schemas } from './shape';

const point = shapeOf<Schemas['PointBody']>()({ timestamp: z.string(), rps: number, rt: number });

/** What `/api/metrics/realtime` and the frames of the channel `metrics` have in common, and the percentiles that only the frames bring. */
export const trafficFigures = shapeOf<Schemas['RealtimeBody'] & Schemas['MetricsBody']>()({
  timestamp: text,
  requests_per_second: number,
  response_time_avg: number,
  error_rate: number,
  total_requests: number,
  total_errors: number,
  active_connections: number,
  bandwidth: z.catch(shapeOf<Schemas['BandwidthBody']>()({ in: number, out: number }), { in: null, out: null }),
  recent_metrics: list(point),
  requests: z.catch(shapeOf<Schemas['RequestsBody']>()({ p50_response_time: number, p95_response_time: number, p99_response_time: number, in_flight: number }), {
    p50_response_time: null,
    p95_response_time: null,
    p99_response_time: null,
    in_flight: null,
  }),
});
export type TrafficFigures = z.infer<typeof trafficFigures>;
export type TrafficPoint = z.infer<typeof point>;

export const backendRow = shapeOf<Schemas['BackendView']>()({
  id: z.string(),
  address: text,
  pool: text,
  tenant: text,
  status: text,
  health: text,
  health_since: text,
  health_authority: text,
  health_gateway: text,
  weight: number,
  region: text,
  priority: number,
  max_connections: number,
  drain: flag,
  connections: number,
  in_flight: number,
  response_time: number,
  p50_response_time: number,
  p99_response_time: number,
  error_rate: number,
  requests_total: number,
  bytes_in_total: number,
  bytes_out_total: number,
  last_check: text,
  last_error: text,
  managed_by: text,
  file: text,
  desired_revision: number,
  in_force_since: text,
  error: text,
});
export type BackendRow = z.infer<typeof backendRow>;

/** The key under which everything of the configuration is kept: a change makes all of it old. */
export const configurationKey = ['control', 'configuration'] as const;

/** @param tenant Whose; `all` for administrators of the installation, undefined: the login's own. */
export function backendsQuery(tenant?: string) {
  return queryOptions({
    queryKey: [...configurationKey, 'backends', tenant ?? null],
    queryFn: ({ signal }): Promise<readonly BackendRow[]> => request(withQuery('/api/backends', { tenant }), z.array(backendRow), { signal }),
    staleTime: 5_000,
    refetchInterval: 5_000,
  });
}

const MAX_LISTED = 500;

export const poolRow = shapeOf<Schemas['PoolView']>()({
  name: z.string(),
  algorithm: text,
  tenant: text,
  managed_by: text,
  file: text,
  desired_revision: number,
  in_force_since: text,
  error: text,
});
export type PoolRow = z.infer<typeof poolRow>;

export function poolsQuery(tenant?: string) {
  return queryOptions({
    queryKey: [...configurationKey, 'pools', tenant ?? null],
    queryFn: ({ signal }) => request(withQuery('/api/pools', { tenant, page_size: MAX_LISTED }), pageOf(poolRow), { signal }),
    staleTime: 10_000,
    refetchInterval: 10_000,
  });
}

export const routeRow = shapeOf<Schemas['RouteView']>()({
  name: z.string(),
  host: text,
  path_prefix: text,
  strip_prefix: flag,
  methods: list(z.string()),
  headers: list(z.looseObject({})),
  priority: number,
  pool: text,
  redirect: z.catch(z.nullable(shapeOf<Schemas['RedirectSection']>()({ to: text, status: number })), null),
  tenant: text,
  managed_by: text,
  file: text,
  desired_revision: number,
  in_force_since: text,
  error: text,
});
export type RouteRow = z.infer<typeof routeRow>;

export function routesQuery(tenant?: string) {
  return queryOptions({
    queryKey: [...configurationKey, 'routes', tenant ?? null],
    queryFn: ({ signal }) => request(withQuery('/api/routes', { tenant, page_size: MAX_LISTED }), pageOf(routeRow), { signal }),
    staleTime: 10_000,
    refetchInterval: 10_000,
  });
}

export const securityEvent = shapeOf<Schemas['SecurityEventBody']>()({
  id: z.string(),
  type: text,
  severity: text,
  source: text,
  target: text,
  rule: text,
  description: text,
  timestamp: text,
  blocked: flag,
  risk_score: number,
  count: number,
  last_seen: text,
  country: text,
  tenant: text,
});
export type SecurityEvent = z.infer<typeof securityEvent>;

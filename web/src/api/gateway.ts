import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { flag, list, number, text } from './fields';
import { request } from './http';

const point = z.object({ timestamp: z.string(), rps: number, rt: number });

/** What `/api/metrics/realtime` and the frames of the channel `metrics` have in common, and the percentiles that only the frames bring. */
export const trafficFigures = z.object({
  timestamp: text,
  requests_per_second: number,
  response_time_avg: number,
  error_rate: number,
  total_requests: number,
  total_errors: number,
  active_connections: number,
  bandwidth: z.catch(z.object({ in: number, out: number }), { in: null, out: null }),
  recent_metrics: list(point),
  requests: z.catch(z.object({ p50_response_time: number, p95_response_time: number, p99_response_time: number, in_flight: number }), {
    p50_response_time: null,
    p95_response_time: null,
    p99_response_time: null,
    in_flight: null,
  }),
});
export type TrafficFigures = z.infer<typeof trafficFigures>;
export type TrafficPoint = z.infer<typeof point>;

export const backendRow = z.object({
  id: z.string(),
  address: text,
  pool: text,
  tenant: text,
  status: text,
  health: text,
  weight: number,
  region: text,
  connections: number,
  in_flight: number,
  response_time: number,
  error_rate: number,
  requests_total: number,
  last_check: text,
  last_error: text,
  managed_by: text,
});
export type BackendRow = z.infer<typeof backendRow>;

export const backendsQuery = queryOptions({
  queryKey: ['control', 'backends'],
  queryFn: ({ signal }): Promise<readonly BackendRow[]> => request('/api/backends', z.array(backendRow), { signal }),
  staleTime: 5_000,
  refetchInterval: 5_000,
});

export const securityEvent = z.object({
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
  tenant: text,
});
export type SecurityEvent = z.infer<typeof securityEvent>;

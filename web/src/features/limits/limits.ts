import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { list, number, text } from '~/api/fields';
import { configurationKey, trafficFigures } from '~/api/gateway';
import { request, withQuery } from '~/api/http';
import { shapeOf, type Schemas } from '~/api/shape';
import { PLATFORM_TENANT } from '~/api/tenants';
import { readObject } from '~/editing/changes';

const rate = z.object({ per: text, scope: text, header: text, requests_per_second: number, burst: number });
export type RateLimit = z.infer<typeof rate>;

const routeLimits = z.object({ name: z.string(), rate_limits: list(rate), max_body_bytes: number });
export type RouteLimits = z.infer<typeof routeLimits>;

const plan = shapeOf<NonNullable<Schemas['LimitsView']['plan']>>()({ max_requests_per_second: number, max_burst_size: number, max_routes: number, max_backends: number, backend_networks: list(z.string()) });
export type Plan = z.infer<typeof plan>;

const view = shapeOf<Schemas['LimitsView']>()({
  bounds: z.catch(z.record(z.string(), z.nullable(z.number())), {}),
  rate_limits: list(rate),
  routes: list(routeLimits),
  tenant: text,
  managed_by: text,
  plan: z.catch(z.nullable(plan), null),
  used: z.catch(shapeOf<Schemas['LimitsView']['used']>()({ routes: number, backends: number }), { routes: null, backends: null }),
});
export type LimitsView = z.infer<typeof view>;

export const LIMITS_PATH = '/api/limits';

/** All of it, as it may be sent back, with its version. */
export function limitsQuery(tenant: string | undefined) {
  return queryOptions({
    queryKey: [...configurationKey, 'limits', tenant ?? null],
    queryFn: async ({ signal }) => {
      const stored = await readObject(LIMITS_PATH, tenant, signal);
      return { stored, view: view.parse(stored.body) };
    },
    staleTime: 10_000,
    refetchInterval: 10_000,
  });
}

const metrics = shapeOf<Schemas['MetricsBody']>()({ security: z.catch(shapeOf<Schemas['SecurityBody']>()({ rate_limit_hits: number }), { rate_limit_hits: null }) });

/** The installation's own are asked for by name: metrics without a tenant are of all that the login may see. */
export function ownerNamed({ tenant }: LimitsView): string | undefined {
  return tenant === PLATFORM_TENANT ? PLATFORM_TENANT : undefined;
}

/** What a tenant asks for now, and how often a limit has refused since the gateways' start. */
export function nowQuery(tenant: string | undefined) {
  return queryOptions({
    queryKey: ['control', 'limits-now', tenant ?? null],
    queryFn: async ({ signal }) => {
      const [figures, told] = await Promise.all([
        request(withQuery('/api/metrics/realtime', { tenant }), trafficFigures, { signal }),
        request(withQuery('/api/metrics', { tenant }), metrics, { signal }),
      ]);
      return { perSecond: figures.requests_per_second, refused: told.security.rate_limit_hits };
    },
    staleTime: 2_000,
    refetchInterval: 5_000,
  });
}

import { createRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { page, pick } from './page';
import { root } from './root';

const gateway = createRoute({
  getParentRoute: () => root,
  path: '/gateway',
  validateSearch: (search): { tenant?: string; pool?: string; region?: string } => pick(search, { tenant: z.string(), pool: z.string(), region: z.string() }),
  component: page(() => import('~/features/gateway/GatewayPage'), 'GatewayPage'),
});

const pools = createRoute({
  getParentRoute: () => root,
  path: '/gateway/pools',
  validateSearch: (search): { tenant?: string; pool?: string; of?: string; backend?: string; edit?: 'new' | 'pool' | 'backend' } =>
    pick(search, { tenant: z.string(), pool: z.string(), of: z.string(), backend: z.string(), edit: z.enum(['new', 'pool', 'backend']) }),
  component: page(() => import('~/features/pools/PoolsPage'), 'PoolsPage'),
});

const routing = createRoute({
  getParentRoute: () => root,
  path: '/gateway/routes',
  validateSearch: (search): { tenant?: string; route?: string; of?: string; edit?: 'new' | 'route'; pool?: string; method?: string; address?: string } =>
    pick(search, { tenant: z.string(), route: z.string(), of: z.string(), edit: z.enum(['new', 'route']), pool: z.string(), method: z.string(), address: z.string() }),
  component: page(() => import('~/features/routing/RoutingPage'), 'RoutingPage'),
});

const requests = createRoute({
  getParentRoute: () => root,
  path: '/gateway/requests',
  validateSearch: (search): { tenant?: string; host?: string; route?: string; pool?: string; status?: string; own?: boolean; clients?: boolean; request?: number } => ({
    ...pick(search, { tenant: z.string(), host: z.string(), route: z.string(), pool: z.string(), status: z.string(), own: z.boolean(), clients: z.boolean(), request: z.number() }),
    // A status alone stands in the address as a number.
    ...(typeof search.status === 'number' ? { status: String(search.status) } : {}),
  }),
  component: page(() => import('~/features/requests/RequestsPage'), 'RequestsPage'),
});

const limits = createRoute({
  getParentRoute: () => root,
  path: '/gateway/limits',
  validateSearch: (search): { tenant?: string; route?: string; edit?: 'gateway' } => pick(search, { tenant: z.string(), route: z.string(), edit: z.literal('gateway') }),
  component: page(() => import('~/features/limits/LimitsPage'), 'LimitsPage'),
});

const positive = z.number().check(z.int(), z.positive());

const revisions = createRoute({
  getParentRoute: () => root,
  path: '/gateway/revisions',
  validateSearch: (search): { tenant?: string; revision?: number; against?: number; page?: number } =>
    pick(search, { tenant: z.string(), revision: positive, against: z.number().check(z.int(), z.nonnegative()), page: positive }),
  component: page(() => import('~/features/revisions/RevisionsPage'), 'RevisionsPage'),
});

const hosts = createRoute({
  getParentRoute: () => root,
  path: '/hosts',
  validateSearch: (search): { tenant?: string; host?: string; of?: string; edit?: 'new'; text?: string; page?: number } =>
    pick(search, { tenant: z.string(), host: z.string(), of: z.string(), edit: z.enum(['new']), text: z.string(), page: positive }),
  component: page(() => import('~/features/hosts/HostsPage'), 'HostsPage'),
});

/** What steers requests. */
export const gatewayRoutes = [gateway, pools, routing, requests, limits, hosts, revisions];

import { createRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { page, pick } from './page';
import { root } from './root';

const gateway = createRoute({
  getParentRoute: () => root,
  path: '/gateway',
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
  validateSearch: (search): { tenant?: string; route?: string; of?: string; edit?: 'new' | 'route'; pool?: string } =>
    pick(search, { tenant: z.string(), route: z.string(), of: z.string(), edit: z.enum(['new', 'route']), pool: z.string() }),
  component: page(() => import('~/features/routing/RoutingPage'), 'RoutingPage'),
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
export const gatewayRoutes = [gateway, pools, routing, hosts, revisions];

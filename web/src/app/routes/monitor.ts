import { createRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { spanShape, type SpanSearch } from '~/charts/span';
import { page, pick } from './page';
import { root } from './root';

const overview = createRoute({
  getParentRoute: () => root,
  path: '/monitor',
  validateSearch: (search): SpanSearch => pick(search, spanShape),
  component: page(() => import('~/features/overview/OverviewPage'), 'OverviewPage'),
});

const interfaces = createRoute({
  getParentRoute: () => root,
  path: '/monitor/interfaces',
  validateSearch: (search): { filter?: string; show?: 'up' | 'down' | 'errors'; sort?: string; down?: boolean } =>
    pick(search, { filter: z.string(), show: z.enum(['up', 'down', 'errors']), sort: z.string(), down: z.boolean() }),
  component: page(() => import('~/features/interfaces/InterfacesPage'), 'InterfacesPage'),
});

const subscribers = createRoute({
  getParentRoute: () => root,
  path: '/monitor/subscribers',
  component: page(() => import('~/features/subscribers/SubscribersPage'), 'SubscribersPage'),
});

const system = createRoute({
  getParentRoute: () => root,
  path: '/monitor/system',
  component: page(() => import('~/features/system/SystemPage'), 'SystemPage'),
});

const terminal = createRoute({
  getParentRoute: () => root,
  path: '/monitor/terminal',
  component: page(() => import('~/features/terminal/TerminalPage'), 'TerminalPage'),
});

const connection = createRoute({
  getParentRoute: () => root,
  path: '/monitor/connection',
  component: page(() => import('~/features/connection/ConnectionPage'), 'ConnectionPage'),
});

const routers = createRoute({
  getParentRoute: () => root,
  path: '/routers',
  component: page(() => import('~/features/routers/RoutersPage'), 'RoutersPage'),
});

/** What watches routers. */
export const monitorRoutes = [overview, interfaces, subscribers, system, terminal, connection, routers];

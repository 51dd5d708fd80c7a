import { createRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { spanShape, type SpanSearch } from '~/charts/span';
import { page, pick } from './page';
import { root } from './root';

interface InterfaceSearch {
  filter?: string;
  show?: 'up' | 'down' | 'errors';
  sort?: string;
  down?: boolean;
}

const overview = createRoute({
  getParentRoute: () => root,
  path: '/monitor',
  validateSearch: (search): SpanSearch => pick(search, spanShape),
  component: page(() => import('~/features/overview/OverviewPage'), 'OverviewPage'),
});

const interfaces = createRoute({
  getParentRoute: () => root,
  path: '/monitor/interfaces',
  validateSearch: (search): InterfaceSearch =>
    pick(search, { filter: z.string(), show: z.enum(['up', 'down', 'errors']), sort: z.string(), down: z.boolean() }),
  component: page(() => import('~/features/interfaces/InterfacesPage'), 'InterfacesPage'),
});

const oneInterface = createRoute({
  getParentRoute: () => interfaces,
  path: '$name',
  validateSearch: (search): SpanSearch => pick(search, spanShape),
  component: page(() => import('~/features/interfaces/InterfacePanels'), 'InterfacePanels'),
});

const subscribers = createRoute({
  getParentRoute: () => root,
  path: '/monitor/subscribers',
  component: page(() => import('~/features/subscribers/SubscribersPage'), 'SubscribersPage'),
});

const domain = createRoute({
  getParentRoute: () => subscribers,
  path: 'domains/$domain',
  validateSearch: (search): SpanSearch => pick(search, spanShape),
  component: page(() => import('~/features/subscribers/DomainPanels'), 'DomainPanels'),
});

const system = createRoute({
  getParentRoute: () => root,
  path: '/monitor/system',
  component: page(() => import('~/features/system/SystemPage'), 'SystemPage'),
});

const slot = createRoute({
  getParentRoute: () => system,
  path: 'slots/$slot',
  validateSearch: (search): SpanSearch => pick(search, spanShape),
  component: page(() => import('~/features/system/SlotPanels'), 'SlotPanels'),
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
export const monitorRoutes = [
  overview,
  interfaces.addChildren([oneInterface]),
  subscribers.addChildren([domain]),
  system.addChildren([slot]),
  terminal,
  connection,
  routers,
];

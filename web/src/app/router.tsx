import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect, retainSearchParams } from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { Shell } from './Shell';
import { NotFound } from './NotFound';
import { PageFailure } from './PageFailure';

interface Context {
  readonly queries: QueryClient;
}

const routerName = z.catch(z.optional(z.pipe(z.coerce.string(), z.string())), undefined);

const root = createRootRouteWithContext<Context>()({
  validateSearch: (search): { router?: string } => {
    if (search.router == null) return {};
    const router = routerName.parse(search.router);
    return router === undefined ? {} : { router };
  },
  search: { middlewares: [retainSearchParams(['router'])] },
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: PageFailure,
});

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- how this router redirects
    throw redirect({ to: '/monitor' });
  },
});

const ranges = ['1h', '6h', '24h', '7d'] as const;
export type Range = (typeof ranges)[number];

const overview = createRoute({
  getParentRoute: () => root,
  path: '/monitor',
  validateSearch: (search): { range?: Range } => pick(search, { range: z.enum(ranges) }),
  component: lazyRouteComponent(() => import('~/features/overview/OverviewPage'), 'OverviewPage'),
});

const interfaces = createRoute({
  getParentRoute: () => root,
  path: '/monitor/interfaces',
  validateSearch: (search): { filter?: string; show?: 'up' | 'down' | 'errors'; sort?: string; down?: boolean } =>
    pick(search, { filter: z.string(), show: z.enum(['up', 'down', 'errors']), sort: z.string(), down: z.boolean() }),
  component: lazyRouteComponent(() => import('~/features/interfaces/InterfacesPage'), 'InterfacesPage'),
});

const subscribers = createRoute({
  getParentRoute: () => root,
  path: '/monitor/subscribers',
  component: lazyRouteComponent(() => import('~/features/subscribers/SubscribersPage'), 'SubscribersPage'),
});

const system = createRoute({
  getParentRoute: () => root,
  path: '/monitor/system',
  component: lazyRouteComponent(() => import('~/features/system/SystemPage'), 'SystemPage'),
});

const terminal = createRoute({
  getParentRoute: () => root,
  path: '/monitor/terminal',
  component: lazyRouteComponent(() => import('~/features/terminal/TerminalPage'), 'TerminalPage'),
});

const connection = createRoute({
  getParentRoute: () => root,
  path: '/monitor/connection',
  component: lazyRouteComponent(() => import('~/features/connection/ConnectionPage'), 'ConnectionPage'),
});

const routers = createRoute({
  getParentRoute: () => root,
  path: '/routers',
  component: lazyRouteComponent(() => import('~/features/routers/RoutersPage'), 'RoutersPage'),
});

const gateway = createRoute({
  getParentRoute: () => root,
  path: '/gateway',
  component: lazyRouteComponent(() => import('~/features/gateway/GatewayPage'), 'GatewayPage'),
});

const routing = createRoute({
  getParentRoute: () => root,
  path: '/gateway/routes',
  component: lazyRouteComponent(() => import('~/features/routing/RoutingPage'), 'RoutingPage'),
});

const security = createRoute({
  getParentRoute: () => root,
  path: '/gateway/security',
  validateSearch: (search): { severity?: string; page?: number } => pick(search, { severity: z.string(), page: z.number().check(z.int(), z.positive()) }),
  component: lazyRouteComponent(() => import('~/features/security/SecurityPage'), 'SecurityPage'),
});

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search): { back?: string } => pick(search, { back: z.string() }),
  component: lazyRouteComponent(() => import('~/features/login/LoginPage'), 'LoginPage'),
});

const routeTree = root.addChildren([home, overview, interfaces, subscribers, system, terminal, connection, routers, gateway, routing, security, login]);

export function createConsoleRouter(queries: QueryClient) {
  return createRouter({ routeTree, context: { queries }, defaultPreload: 'intent', scrollRestoration: false });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}

/** Keeps what is well-formed of an address that anybody may have typed, and drops the rest. */
function pick<Shape extends Readonly<Record<string, z.ZodMiniType>>>(search: Readonly<Record<string, unknown>>, shape: Shape) {
  const kept: { [Key in keyof Shape]?: z.infer<Shape[Key]> } = {};
  for (const [key, schema] of Object.entries(shape) as [keyof Shape & string, Shape[keyof Shape]][]) {
    const parsed = schema.safeParse(search[key]);
    if (parsed.success) kept[key] = parsed.data;
  }
  return kept;
}

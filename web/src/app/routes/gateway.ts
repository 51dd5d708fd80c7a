import { createRoute } from '@tanstack/react-router';
import { page } from './page';
import { root } from './root';

const gateway = createRoute({
  getParentRoute: () => root,
  path: '/gateway',
  component: page(() => import('~/features/gateway/GatewayPage'), 'GatewayPage'),
});

const routing = createRoute({
  getParentRoute: () => root,
  path: '/gateway/routes',
  component: page(() => import('~/features/routing/RoutingPage'), 'RoutingPage'),
});

/** What steers requests. */
export const gatewayRoutes = [gateway, routing];

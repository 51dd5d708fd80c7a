import { createRouter } from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import { accountRoutes } from './routes/account';
import { gatewayRoutes } from './routes/gateway';
import { monitorRoutes } from './routes/monitor';
import { home, root } from './routes/root';
import { securityRoutes } from './routes/security';
import { start } from './routes/start';
import { systemRoutes } from './routes/system';

const routeTree = root.addChildren([home, ...monitorRoutes, ...gatewayRoutes, ...securityRoutes, ...systemRoutes, ...accountRoutes, start]);

export function createConsoleRouter(queries: QueryClient) {
  return createRouter({ routeTree, context: { queries }, defaultPreload: 'intent', scrollRestoration: false });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}

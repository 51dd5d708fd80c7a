import { createRootRouteWithContext, createRoute, redirect, retainSearchParams } from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import { readKiosk, type KioskSearch } from '../kiosk';
import { PageFailure } from '../PageFailure';
import { Shell } from '../Shell';
import { page } from './page';

interface Context {
  readonly queries: QueryClient;
}

type RootSearch = Pick<KioskSearch & { router?: string }, 'router' | 'kiosk' | 'pages' | 'every'>;

export const root = createRootRouteWithContext<Context>()({
  // A router that is called by a number stands in the address as one.
  validateSearch: (search): RootSearch => ({
    ...readKiosk(search),
    ...(typeof search.router === 'string' || typeof search.router === 'number' ? { router: String(search.router) } : {}),
  }),
  search: { middlewares: [retainSearchParams(['router', 'kiosk', 'pages', 'every'])] },
  component: Shell,
  notFoundComponent: page(() => import('../NotFound'), 'NotFound'),
  errorComponent: PageFailure,
});

export const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- how this router redirects
    throw redirect({ to: '/monitor' });
  },
});

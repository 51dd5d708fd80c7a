import { createRootRouteWithContext, createRoute, redirect, retainSearchParams } from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { readKiosk, type KioskSearch } from '../kiosk';
import { NotFound } from '../NotFound';
import { PageFailure } from '../PageFailure';
import { Shell } from '../Shell';

interface Context {
  readonly queries: QueryClient;
}

type RootSearch = Pick<KioskSearch & { router?: string }, 'router' | 'kiosk' | 'pages' | 'every'>;

const routerName = z.catch(z.optional(z.pipe(z.coerce.string(), z.string())), undefined);

export const root = createRootRouteWithContext<Context>()({
  validateSearch: (search): RootSearch => {
    const router = search.router == null ? undefined : routerName.parse(search.router);
    return { ...readKiosk(search), ...(router === undefined ? {} : { router }) };
  },
  search: { middlewares: [retainSearchParams(['router', 'kiosk', 'pages', 'every'])] },
  component: Shell,
  notFoundComponent: NotFound,
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

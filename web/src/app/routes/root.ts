import { createRootRouteWithContext, createRoute, redirect, retainSearchParams } from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { NotFound } from '../NotFound';
import { PageFailure } from '../PageFailure';
import { Shell } from '../Shell';

interface Context {
  readonly queries: QueryClient;
}

const routerName = z.catch(z.optional(z.pipe(z.coerce.string(), z.string())), undefined);

export const root = createRootRouteWithContext<Context>()({
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

export const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- how this router redirects
    throw redirect({ to: '/monitor' });
  },
});

import { createRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { page, pick } from './page';
import { root } from './root';

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search): { back?: string } => pick(search, { back: z.string() }),
  component: page(() => import('~/features/login/LoginPage'), 'LoginPage'),
});

/** People, and what is theirs. */
export const accountRoutes = [login];

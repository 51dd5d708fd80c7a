import { createRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { page, pick } from './page';
import { root } from './root';

/** The way from a fresh start to a program that works. */
export const start = createRoute({
  getParentRoute: () => root,
  path: '/start',
  validateSearch: (search): { step?: 'router' | 'gateway' | 'password' | 'done' } => pick(search, { step: z.enum(['router', 'gateway', 'password', 'done']) }),
  component: page(() => import('~/features/start/StartPage'), 'StartPage'),
});

import { createRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { page, pick } from './page';
import { root } from './root';

const security = createRoute({
  getParentRoute: () => root,
  path: '/gateway/security',
  validateSearch: (search): { severity?: string; page?: number } => pick(search, { severity: z.string(), page: z.number().check(z.int(), z.positive()) }),
  component: page(() => import('~/features/security/SecurityPage'), 'SecurityPage'),
});

/** Who was kept out, and what was done. */
export const securityRoutes = [security];

import { createRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { page, pick } from './page';
import { root } from './root';

const security = createRoute({
  getParentRoute: () => root,
  path: '/gateway/security',
  validateSearch: (search): { severity?: string; type?: string; rule?: string; source?: string; tenant?: string; period?: 'hour' | 'day' | 'week'; page?: number; event?: string } =>
    pick(search, {
      severity: z.string(),
      type: z.string(),
      rule: z.string(),
      source: z.string(),
      tenant: z.string(),
      period: z.enum(['hour', 'day', 'week']),
      page: z.number().check(z.int(), z.positive()),
      event: z.string(),
    }),
  component: page(() => import('~/features/security/SecurityPage'), 'SecurityPage'),
});

const certificates = createRoute({
  getParentRoute: () => root,
  path: '/gateway/certificates',
  validateSearch: (search): { certificate?: string } => pick(search, { certificate: z.string() }),
  component: page(() => import('~/features/certificates/CertificatesPage'), 'CertificatesPage'),
});

/** Who was kept out, and what was done. */
export const securityRoutes = [security, certificates];

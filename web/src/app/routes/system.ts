import { createRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { page, pick } from './page';
import { root } from './root';

const number = z.number().check(z.int(), z.positive());

const status = createRoute({
  getParentRoute: () => root,
  path: '/system',
  validateSearch: (search): { level?: 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR'; component?: string; text?: string; page?: number } =>
    pick(search, { level: z.enum(['DEBUG', 'INFO', 'WARNING', 'ERROR']), component: z.string(), text: z.string(), page: number }),
  component: page(() => import('~/features/status/StatusPage'), 'StatusPage'),
});

const alerts = createRoute({
  getParentRoute: () => root,
  path: '/system/alerts',
  validateSearch: (search): { status?: 'firing' | 'resolved'; acknowledged?: boolean; page?: number; alert?: string } =>
    pick(search, { status: z.enum(['firing', 'resolved']), acknowledged: z.boolean(), page: number, alert: z.string() }),
  component: page(() => import('~/features/alerts/AlertsPage'), 'AlertsPage'),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: '/system/audit',
  validateSearch: (search): { actor?: string; action?: string; target?: string; result?: string; period?: 'hour' | 'day' | 'week' | 'month'; page?: number; entry?: number } =>
    pick(search, { actor: z.string(), action: z.string(), target: z.string(), result: z.string(), period: z.enum(['hour', 'day', 'week', 'month']), page: number, entry: number }),
  component: page(() => import('~/features/audit/AuditPage'), 'AuditPage'),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: page(() => import('~/features/settings/SettingsPage'), 'SettingsPage'),
});

/** The program itself: how it stands, what it warns of, who did what, what it is set to. */
export const systemRoutes = [status, alerts, audit, settings];

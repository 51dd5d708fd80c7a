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

const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: page(() => import('~/features/login/RegisterPage'), 'RegisterPage'),
});

const link = createRoute({
  getParentRoute: () => root,
  path: '/link',
  validateSearch: (search): { token?: string } => pick(search, { token: z.string() }),
  component: page(() => import('~/features/login/LinkPage'), 'LinkPage'),
});

const profile = createRoute({
  getParentRoute: () => root,
  path: '/profile',
  component: page(() => import('~/features/profile/ProfilePage'), 'ProfilePage'),
});

const pageNumber = z.number().check(z.int(), z.positive());

const users = createRoute({
  getParentRoute: () => root,
  path: '/users',
  validateSearch: (search): { tenant?: string; page?: number } => pick(search, { tenant: z.string(), page: pageNumber }),
  component: page(() => import('~/features/users/UsersPage'), 'UsersPage'),
});

const keys = createRoute({
  getParentRoute: () => root,
  path: '/keys',
  validateSearch: (search): { tenant?: string; page?: number } => pick(search, { tenant: z.string(), page: pageNumber }),
  component: page(() => import('~/features/keys/KeysPage'), 'KeysPage'),
});

const sessions = createRoute({
  getParentRoute: () => root,
  path: '/sessions',
  validateSearch: (search): { all?: boolean; page?: number } => pick(search, { all: z.boolean(), page: pageNumber }),
  component: page(() => import('~/features/sessions/SessionsPage'), 'SessionsPage'),
});

const tenants = createRoute({
  getParentRoute: () => root,
  path: '/tenants',
  validateSearch: (search): { tenant?: string; edit?: 'new' | 'tenant'; text?: string; closed?: boolean; page?: number } =>
    pick(search, { tenant: z.string(), edit: z.enum(['new', 'tenant']), text: z.string(), closed: z.boolean(), page: pageNumber }),
  component: page(() => import('~/features/tenants/TenantsPage'), 'TenantsPage'),
});

/** People, and what is theirs. */
export const accountRoutes = [login, register, link, profile, users, keys, sessions, tenants];

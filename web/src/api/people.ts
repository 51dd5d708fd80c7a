import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { flag, text } from './fields';
import { request, withQuery } from './http';
import { pageOf, shapeOf, type Schemas } from './shape';

export const PEOPLE_PAGE = 50;

const link = shapeOf<Schemas['LinkBody']>()({ token: z.string(), expires_at: text });
export type OneTimeLink = z.infer<typeof link>;

const user = shapeOf<Schemas['UserBody']>()({
  user_id: z.string(),
  email: z.string(),
  first_name: text,
  last_name: text,
  role: text,
  disabled: flag,
  must_change_password: flag,
  created_at: text,
  last_login_at: text,
  link: z.optional(z.nullable(link)),
});
export type User = z.infer<typeof user>;

const key = shapeOf<Schemas['KeyBody']>()({
  id: z.string(),
  name: z.string(),
  prefix: text,
  role: text,
  created_by: text,
  created_at: text,
  expires_at: text,
  last_used_at: text,
  key: z.optional(z.nullable(z.string())),
});
export type ApiKey = z.infer<typeof key>;

/** People of a tenant; of the own one where none is named. */
export function usersQuery(tenant: string | undefined, page: number) {
  return queryOptions({
    queryKey: ['users', tenant ?? null, page],
    queryFn: ({ signal }) => request(withQuery('/api/users', { tenant, page, page_size: PEOPLE_PAGE }), pageOf(user), { signal }),
  });
}

export function addUser(tenant: string | undefined, body: Schemas['UserCreation']): Promise<User> {
  return request(withQuery('/api/users', { tenant }), user, { method: 'POST', body });
}

export function changeUser(tenant: string | undefined, id: string, body: Schemas['UserChange']): Promise<unknown> {
  return request(withQuery(`/api/users/${encodeURIComponent(id)}`, { tenant }), z.unknown(), { method: 'PUT', body });
}

export function removeUser(tenant: string | undefined, id: string): Promise<unknown> {
  return request(withQuery(`/api/users/${encodeURIComponent(id)}`, { tenant }), z.unknown(), { method: 'DELETE' });
}

export function makeLink(tenant: string | undefined, id: string): Promise<OneTimeLink> {
  return request(withQuery(`/api/users/${encodeURIComponent(id)}/reset_link`, { tenant }), link, { method: 'POST' });
}

/** Where a link's token leads in this console; after the # no server and no log sees it. */
export function addressOf({ token }: OneTimeLink): string {
  return `${window.location.origin}/link#token=${encodeURIComponent(token)}`;
}

/** One's own keys; an administrator sees the tenant's. */
export function keysQuery(tenant: string | undefined, page: number) {
  return queryOptions({
    queryKey: ['keys', tenant ?? null, page],
    queryFn: ({ signal }) => request(withQuery('/api/keys', { tenant, page, page_size: PEOPLE_PAGE }), pageOf(key), { signal }),
  });
}

export function addKey(tenant: string | undefined, body: Schemas['KeyCreation']): Promise<ApiKey> {
  return request(withQuery('/api/keys', { tenant }), key, { method: 'POST', body });
}

export function revokeKey(tenant: string | undefined, id: string): Promise<unknown> {
  return request(withQuery(`/api/keys/${encodeURIComponent(id)}`, { tenant }), z.unknown(), { method: 'DELETE' });
}

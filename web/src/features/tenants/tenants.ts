import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { flag, list, number, text } from '~/api/fields';
import { request, requestTagged, withQuery, type Tagged } from '~/api/http';
import { pageOf, shapeOf, type Schemas } from '~/api/shape';
import { tenantNamesQuery } from '~/api/tenants';
import { readObject } from '~/editing/changes';
import type { Body, Shape } from '~/editing/fields';

export const PAGE_SIZE = 50;
export const tenantsKey = ['control', 'tenants'] as const;

/** Names in pickers, and everything that the page shows. */
export const keysOfTenants = [tenantsKey, tenantNamesQuery.queryKey] as const;

const limits = z.catch(
  shapeOf<Schemas['TenantLimitsBody']>()({ max_requests_per_second: number, max_burst_size: number, max_routes: number, max_backends: number }),
  { max_requests_per_second: null, max_burst_size: null, max_routes: null, max_backends: null },
);

const tenant = shapeOf<Schemas['TenantBody']>()({
  id: z.string(),
  name: text,
  plan: text,
  active: flag,
  created_at: text,
  deleted_at: text,
  contact_email: text,
  limits,
  own_limits: limits,
  backend_networks: list(z.string()),
});
export type Tenant = z.infer<typeof tenant>;

export const plans = ['free', 'basic', 'pro', 'business'] as const;
export const limitNames = ['max_requests_per_second', 'max_burst_size', 'max_routes', 'max_backends'] as const;

export function tenantPath(id: string): string {
  return `/api/tenants/${encodeURIComponent(id)}`;
}

export function tenantsQuery(words: string | undefined, withClosed: boolean, page: number) {
  return queryOptions({
    queryKey: [...tenantsKey, 'list', words ?? null, withClosed, page],
    queryFn: ({ signal }) => request(withQuery('/api/tenants', { text: words, deleted: withClosed ? 'true' : undefined, page, page_size: PAGE_SIZE }), pageOf(tenant), { signal }),
    staleTime: 10_000,
  });
}

export function tenantQuery(id: string) {
  return queryOptions({
    queryKey: [...tenantsKey, 'one', id],
    queryFn: ({ signal }): Promise<Tagged<Tenant>> => requestTagged(tenantPath(id), tenant, { signal }),
    staleTime: 10_000,
  });
}

const counted = z.object({ total_count: number });
const lists = { people: '/api/users', hosts: '/api/hosts', pools: '/api/pools', routes: '/api/routes' } as const;

export type Usage = Readonly<Record<keyof typeof lists | 'backends', number | null>>;

/** How many there are of what a tenant has; null: it could not be read, as of a closed one. */
export function usageQuery(id: string) {
  return queryOptions({
    queryKey: [...tenantsKey, 'use', id],
    queryFn: async ({ signal }): Promise<Usage> => {
      const count = async (path: string) => (await request(withQuery(path, { tenant: id, page_size: 1 }), counted, { signal })).total_count;
      const [people, hosts, pools, routes, backends] = await Promise.allSettled([
        count(lists.people),
        count(lists.hosts),
        count(lists.pools),
        count(lists.routes),
        request(withQuery('/api/backends', { tenant: id }), z.array(z.unknown()), { signal }).then((rows) => rows.length),
      ]);
      const known = (found: PromiseSettledResult<number | null>) => (found.status === 'fulfilled' ? found.value : null);
      return { people: known(people), hosts: known(hosts), pools: known(pools), routes: known(routes), backends: known(backends) };
    },
    staleTime: 10_000,
  });
}

const naming = { name: 'text', contact_email: 'text' } as const;

/** What an owner sets of the own tenant. */
export const ownShape: Shape = { fields: naming };

/** What the platform sets. */
export const wholeShape: Shape = {
  fields: {
    ...naming,
    plan: 'text',
    active: 'flag',
    limits: 'section',
    ...Object.fromEntries(limitNames.map((name) => [`limits.${name}`, 'number' as const])),
    backend_networks: 'words',
  },
};

export const newShape: Shape = { fields: { id: 'text', ...wholeShape.fields } };

export const newTenant: Body = { plan: 'free', active: true, limits: {} };

/** A form shows the limits that were set for this tenant: those of the plan come with the plan. */
export async function readTenant(id: string, signal?: AbortSignal): Promise<Tagged<Body>> {
  const { body, tag } = await readObject(tenantPath(id), undefined, signal);
  return { body: { ...body, limits: body.own_limits ?? {} }, tag };
}

/** As the server takes it: the keys of the form and no others, and what was emptied said so. */
export function tenantBody({ fields }: Shape, body: Body): Body {
  const emptied: Body = { contact_email: '', backend_networks: [], limits: {} };
  const named = [...new Set(Object.keys(fields).map((path) => path.split('.')[0] ?? path))];
  const all = named.map((name): readonly [string, unknown] => [name, body[name] ?? emptied[name]]);
  return Object.fromEntries<unknown>(all.filter(([, value]) => value !== undefined));
}

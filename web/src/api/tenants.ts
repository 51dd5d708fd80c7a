import { queryOptions, useQuery } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { text } from './fields';
import { request } from './http';
import { useMay } from './roles';
import { pageOf, shapeOf, type Schemas } from './shape';

/** Every tenant at once, for administrators of the installation. */
export const ALL_TENANTS = 'all';

/** The installation's own objects, which need no tenant named. */
export const PLATFORM_TENANT = 'platform';

const tenantName = shapeOf<Schemas['TenantBody']>()({ id: z.string(), name: text });

export const tenantNamesQuery = queryOptions({
  queryKey: ['control', 'tenant-names'],
  queryFn: ({ signal }) => request('/api/tenants?page_size=500', pageOf(tenantName), { signal }),
  staleTime: 60_000,
});

/** What lists are asked for: the tenant that was chosen, for administrators of the installation all of them; else the login's own. */
export function useListedTenant(chosen: string | undefined): string | undefined {
  const mayAll = useMay('platform');
  return chosen ?? (mayAll ? ALL_TENANTS : undefined);
}

/** The tenants that one may choose among; none where there is no choice. */
export function useTenantChoice(): readonly { readonly id: string; readonly name: string | null }[] {
  const mayAll = useMay('platform');
  const { data } = useQuery({ ...tenantNamesQuery, enabled: mayAll });
  const others = data?.items.filter(({ id }) => id !== PLATFORM_TENANT) ?? [];
  return mayAll && others.length > 0 ? others : [];
}

/** Whose object it is, as requests name it. */
export function ownerOf(tenant: string | null): string | undefined {
  return tenant === null || tenant === PLATFORM_TENANT ? undefined : tenant;
}

import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { securityEvent } from '~/api/gateway';
import { text } from '~/api/fields';
import { request, withQuery } from '~/api/http';
import { pageOf, shapeOf, type Schemas } from '~/api/shape';
import { periods, type EventFilter } from './eventFilter';

export const PAGE_SIZE = 50;

export function eventsQuery({ period, ...filter }: EventFilter, page: number) {
  return queryOptions({
    queryKey: ['control', 'events', filter, period ?? null, page],
    queryFn: ({ signal }) => {
      const from = period === undefined ? undefined : new Date(Date.now() - periods[period] * 1000).toISOString();
      return request(withQuery('/api/security/events', { ...filter, from, page, page_size: PAGE_SIZE }), pageOf(securityEvent), { signal });
    },
    placeholderData: keepPreviousData,
    staleTime: 5_000,
    refetchInterval: 15_000,
  });
}

const tenant = shapeOf<Schemas['TenantBody']>()({ id: z.string(), name: text });

/** For whom the choice of a tenant is there. */
export const tenantsQuery = queryOptions({
  queryKey: ['control', 'tenants', 'names'],
  queryFn: ({ signal }) => request('/api/tenants?page_size=500', pageOf(tenant), { signal }),
  staleTime: 60_000,
});

const block = shapeOf<Schemas['BlockBody']>()({
  id: z.string(),
  network: z.string(),
  action: text,
  origin: text,
  reason: text,
  rule: text,
  created_at: text,
  created_by: text,
  expires_at: text,
  tenant: text,
});
export type Block = z.infer<typeof block>;

/** @param scope `all` for who may see everybody's; absent: one's own. */
export function blocksQuery(scope: string | undefined) {
  return queryOptions({
    queryKey: ['control', 'blocks', scope ?? null],
    queryFn: ({ signal }) => request(withQuery('/api/security/blocks', { tenant: scope, page_size: 500 }), pageOf(block), { signal }),
    staleTime: 5_000,
    refetchInterval: 15_000,
  });
}

export type NewBlock = Schemas['BlockRequest'] & { readonly network: string };

/** Makes an entry, or puts another in the place of one. */
export function saveBlock(before: Block | null, body: NewBlock): Promise<Block> {
  return before === null ? request('/api/security/blocks', block, { method: 'POST', body }) : request(addressOf(before), block, { method: 'PUT', body });
}

export function removeBlock(row: Block): Promise<unknown> {
  return request(addressOf(row), z.unknown(), { method: 'DELETE' });
}

function addressOf(row: Block): string {
  return withQuery(`/api/security/blocks/${encodeURIComponent(row.id)}`, { tenant: row.tenant ?? undefined });
}

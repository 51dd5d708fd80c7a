import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { securityEvent } from '~/api/gateway';
import { number, text } from '~/api/fields';
import { request, withQuery } from '~/api/http';

const events = z.object({ items: z.array(securityEvent), total_count: number });

export function eventsQuery(severity: string | undefined, page: number) {
  return queryOptions({
    queryKey: ['control', 'events', severity ?? null, page],
    queryFn: ({ signal }) => request(withQuery('/api/security/events', { severity, page, page_size: 50 }), events, { signal }),
    staleTime: 5_000,
    refetchInterval: 15_000,
  });
}

const block = z.object({
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

export const blocksQuery = queryOptions({
  queryKey: ['control', 'blocks'],
  queryFn: ({ signal }) => request('/api/security/blocks?page_size=500', z.object({ items: z.array(block), total_count: number }), { signal }),
  staleTime: 5_000,
  refetchInterval: 15_000,
});

export interface NewBlock {
  readonly network: string;
  readonly action: 'block' | 'allow';
  readonly reason?: string;
  readonly expires_at?: string;
}

export function addBlock(body: NewBlock): Promise<Block> {
  return request('/api/security/blocks', block, { method: 'POST', body });
}

export async function removeBlock(id: string): Promise<void> {
  await request(`/api/security/blocks/${encodeURIComponent(id)}`, z.unknown(), { method: 'DELETE' });
}

import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { flag, number, text } from '~/api/fields';
import { request, withQuery } from '~/api/http';
import { pageOf, shapeOf, type Schemas } from '~/api/shape';

export const PAGE_SIZE = 50;

const entry = shapeOf<Schemas['AuditBody']>()({
  sequence: z.number(),
  at: text,
  tenant_id: text,
  actor: text,
  address: text,
  action: text,
  target: text,
  result: text,
  before: z.optional(z.unknown()),
  after: z.optional(z.unknown()),
  detail: text,
});
export type Entry = z.infer<typeof entry>;

export const periods = { hour: 3_600, day: 86_400, week: 604_800, month: 2_592_000 } as const;

/** What the address of the page says of which entries to show. */
export interface AuditFilter {
  readonly actor?: string;
  readonly action?: string;
  readonly target?: string;
  readonly result?: string;
  readonly period?: keyof typeof periods;
}

/** @param tenant `all` for who may see everybody's; absent: one's own. */
export function auditQuery({ period, ...filter }: AuditFilter, page: number, tenant: string | undefined) {
  return queryOptions({
    queryKey: ['control', 'audit', filter, period ?? null, page, tenant ?? null],
    queryFn: ({ signal }) => {
      const from = period === undefined ? undefined : new Date(Date.now() - periods[period] * 1000).toISOString();
      return request(withQuery('/api/audit', { ...filter, from, tenant, page, page_size: PAGE_SIZE }), pageOf(entry), { signal });
    },
    placeholderData: keepPreviousData,
    staleTime: 5_000,
    refetchInterval: 15_000,
  });
}

const verdict = shapeOf<Schemas['AuditVerdictBody']>()({ intact: flag, entries: number, broken_at: number, reason: text, last: text });
export type Verdict = z.infer<typeof verdict>;

/** Reads the whole chain on the server, so it is asked for and never polled. */
export function verifyChain(): Promise<Verdict> {
  return request('/api/audit/verify', verdict, { method: 'POST' });
}

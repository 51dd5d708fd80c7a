import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { configurationKey } from '~/api/gateway';
import { flag, number, text } from '~/api/fields';
import { request, withQuery } from '~/api/http';
import { pageOf, shapeOf, type Schemas } from '~/api/shape';

export const PAGE_SIZE = 50;

const revision = shapeOf<Schemas['RevisionBody']>()({
  number: z.number(),
  created_at: text,
  actor: text,
  from: text,
  source: text,
  action: text,
  target: text,
  reason: text,
  back_to: number,
  file: text,
  current: flag,
  changes: number,
});
export type Revision = z.infer<typeof revision>;

export function revisionsQuery(tenant: string | undefined, page: number) {
  return queryOptions({
    queryKey: [...configurationKey, 'revisions', tenant ?? null, page],
    queryFn: ({ signal }) => request(withQuery('/api/config/revisions', { tenant, page, page_size: PAGE_SIZE }), pageOf(revision), { signal }),
    staleTime: 5_000,
    refetchInterval: 15_000,
  });
}

const document = shapeOf<Schemas['RevisionDocumentBody']>()({ number: z.number(), text: z.string() });

/** The configuration as that revision had it; 0 is nothing at all. A revision never changes. */
export function documentQuery(number: number, tenant: string | undefined) {
  return queryOptions({
    queryKey: ['control', 'revision-text', tenant ?? null, number],
    queryFn: async ({ signal }): Promise<string> => (number === 0 ? '' : (await request(withQuery(`/api/config/revisions/${number}/document`, { tenant }), document, { signal })).text),
    staleTime: Infinity,
  });
}

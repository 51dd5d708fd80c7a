import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { list, number, text } from '~/api/fields';
import { request } from '~/api/http';

const route = z.object({
  name: z.string(),
  host: text,
  path_prefix: text,
  methods: list(z.string()),
  priority: number,
  pool: text,
  redirect: z.catch(z.nullable(z.looseObject({})), null),
  tenant: text,
  managed_by: text,
});
export type RouteRow = z.infer<typeof route>;

const page = z.object({ items: z.array(route), total_count: number });

export const routesQuery = queryOptions({
  queryKey: ['control', 'routes'],
  queryFn: async ({ signal }) => request('/api/routes?page_size=500', page, { signal }),
  staleTime: 10_000,
  refetchInterval: 10_000,
});

const testAnswer = z.object({ route: text, pool: text, backend: text, tenant: text, status: number, reasons: list(z.string()) });
export type TestAnswer = z.infer<typeof testAnswer>;

export interface Question {
  readonly method: string;
  readonly host: string;
  readonly path: string;
}

export function askRoute(question: Question): Promise<TestAnswer> {
  return request('/api/routes/test', testAnswer, { method: 'POST', body: question });
}

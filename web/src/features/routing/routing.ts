import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { list, number, text } from '~/api/fields';
import { configurationKey } from '~/api/gateway';
import { request } from '~/api/http';
import { readObject } from '~/editing/changes';

export function routePath(name: string): string {
  return `/api/routes/${encodeURIComponent(name)}`;
}

/** A route whole, as it may be sent back, with its version. */
export function routeQuery(name: string, of: string | undefined) {
  return queryOptions({
    queryKey: [...configurationKey, 'route', of ?? null, name],
    queryFn: ({ signal }) => readObject(routePath(name), of, signal),
  });
}

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

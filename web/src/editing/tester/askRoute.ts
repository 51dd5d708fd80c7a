import * as z from 'zod/mini';
import { list, number, text } from '~/api/fields';
import { request } from '~/api/http';
import { shapeOf, type Schemas } from '~/api/shape';

const testAnswer = shapeOf<Schemas['RouteTestBody']>()({ route: text, pool: text, backend: text, tenant: text, status: number, reasons: list(z.string()) });
export type TestAnswer = z.infer<typeof testAnswer>;

export interface Question {
  readonly method: string;
  readonly host: string;
  readonly path: string;
}

/** Which way a request would take: asked of the gateway itself, nothing is sent on. */
export function askRoute(question: Question): Promise<TestAnswer> {
  return request('/api/routes/test', testAnswer, { method: 'POST', body: question });
}

/** A whole address, or host and path as people type them. */
export function split(address: string): { host: string; path: string } {
  const bare = address.trim().replace(/^https?:\/\//i, '');
  const slash = bare.search(/[/?]/);
  if (slash < 0) return { host: bare, path: '/' };
  const path = bare.slice(slash);
  return { host: bare.slice(0, slash), path: path.startsWith('/') ? path : `/${path}` };
}

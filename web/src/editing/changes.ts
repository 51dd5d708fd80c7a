import * as z from 'zod/mini';
import { list, number, text } from '~/api/fields';
import { request, requestTagged, withQuery, type Tagged } from '~/api/http';
import { shapeOf, type Schemas } from '~/api/shape';
import type { Body } from './fields';

export const difference = shapeOf<Schemas['RevisionDifference']>()({ kind: text, object: z.string(), field: text, before: text, after: text });
export type Difference = z.infer<typeof difference>;

const dryAnswer = z.object({ differences: list(difference), revision: number });
const anything = z.looseObject({});

/** One change of the configuration: where, and whose it is. */
export interface Change {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly tenant?: string | undefined;
  readonly body?: Body;
  readonly ifMatch?: string | undefined;
  readonly query?: Readonly<Record<string, string | undefined>>;
}

/** What would be different; nothing changes. */
export async function dryRun(change: Change): Promise<readonly Difference[]> {
  const path = withQuery(change.path, { ...change.query, tenant: change.tenant, dry_run: 'true' });
  return (await request(path, dryAnswer, callOf(change))).differences;
}

/** In force once this resolves. */
export async function make(change: Change, reason: string): Promise<unknown> {
  const path = withQuery(change.path, { ...change.query, tenant: change.tenant, reason: reason.trim() });
  return request(path, z.unknown(), callOf(change));
}

/** An object as it is now, whole, with its version. */
export function readObject(path: string, tenant: string | undefined, signal?: AbortSignal): Promise<Tagged<Body>> {
  return requestTagged(withQuery(path, { tenant }), anything, { signal });
}

function callOf({ method, body, ifMatch }: Change) {
  return { method, ...(body === undefined ? {} : { body }), ifMatch };
}

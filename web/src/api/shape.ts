import * as z from 'zod/mini';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];

/** What a route answers, for bodies that have no name of their own in the document; of one that is not there, nothing. */
export type Answer<Path extends keyof paths, Method extends 'get' | 'post' = 'get'> = paths[Path][Method] extends {
  responses: { 200: { content: { 'application/json': infer Body } } };
}
  ? Body
  : unknown;

/** One of the rows of a list that may be absent. */
export type Row<List> = NonNullable<List> extends readonly (infer Item)[] ? Item : unknown;

type Fields<Body> = Readonly<Partial<Record<keyof Body, z.ZodMiniType>>>;

/**
 * The schema of an answer, of fields that our OpenAPI document knows: one that the server does not send is a compile error.
 * @example const pool = shapeOf<Schemas['PoolBody']>()({ name: z.string(), algorithm: text });
 */
export function shapeOf<Body>() {
  return <Shape extends Fields<Body>>(shape: Shape & Record<Exclude<keyof Shape, keyof Body>, never>) => z.object<Shape>(shape);
}

/** A page of a list, as every list of the control plane answers. */
export function pageOf<Item extends z.ZodMiniType>(item: Item) {
  return z.object({ items: z.array(item), total_count: z.catch(z.nullable(z.number()), null) });
}

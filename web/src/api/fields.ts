import * as z from 'zod/mini';

// What is absent, null or of an unexpected kind is unknown, and unknown is shown as a dash: a field that a newer
// program changed must not take the panel around it down.
export const number = z.catch(z.nullable(z.number()), null);
export const text = z.catch(z.nullable(z.string()), null);
export const flag = z.catch(z.nullable(z.boolean()), null);
export const textOrNumber = z.catch(z.nullable(z.union([z.string(), z.number()])), null);

export function list<Item extends z.ZodMiniType>(item: Item) {
  return z.catch(z.array(item), []);
}

export function counts() {
  return z.catch(z.record(z.string(), z.nullable(z.number())), {});
}

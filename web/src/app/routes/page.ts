import { lazyRouteComponent } from '@tanstack/react-router';
import type * as z from 'zod/mini';
import { textsStand } from '~/i18n';

/** A page fetched when somebody goes there, and shown once its texts stand. */
export function page<Module extends Record<string, unknown>, Name extends keyof Module>(load: () => Promise<Module>, name: Name) {
  const whole = async () => {
    const module = await load();
    await textsStand();
    return module;
  };
  return lazyRouteComponent(whole, name);
}

/** Keeps what is well-formed of an address that anybody may have typed, and drops the rest. */
export function pick<Shape extends Readonly<Record<string, z.ZodMiniType>>>(search: Readonly<Record<string, unknown>>, shape: Shape) {
  const kept: { [Key in keyof Shape]?: z.infer<Shape[Key]> } = {};
  for (const [key, schema] of Object.entries(shape) as [keyof Shape & string, Shape[keyof Shape]][]) {
    // Every link of a page asks this of its address; most have none of it, and a refusal with its stack is dear.
    if (search[key] === undefined) continue;
    const parsed = schema.safeParse(search[key]);
    if (parsed.success) kept[key] = parsed.data;
  }
  return kept;
}

import * as z from 'zod/mini';
import { flag, list, number, text, textOrNumber } from '~/api/fields';
import { request } from '~/api/http';

export interface RouterForm {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly protocol: string;
  readonly username: string;
  /** Write-only: left out when editing, the stored one stays. */
  readonly password?: string | undefined;
  readonly uplinks: readonly string[];
}

const step = z.looseObject({ name: text, step: text, ok: flag, success: flag, detail: text, message: text, seconds: number });
const testBody = z.looseObject({
  steps: z.optional(z.unknown()),
  data: z.catch(z.nullable(z.looseObject({ steps: z.optional(z.unknown()) })), null),
});

export interface TestStep {
  readonly name: string;
  readonly ok: boolean | null;
  readonly detail: string | null;
  readonly seconds: number | null;
}

const detailBody = z.looseObject({ data: z.optional(z.unknown()) });
const detail = z.looseObject({ id: textOrNumber, name: text, host: text, port: number, protocol: text, username: text, uplinks: list(z.string()) });

export async function fetchRouter(id: string): Promise<z.infer<typeof detail>> {
  const body = await request(`/api/routers/${encodeURIComponent(id)}`, detailBody);
  return detail.parse({ ...body, ...(typeof body.data === 'object' ? body.data : {}) });
}

export function saveRouter(id: string | null, form: RouterForm): Promise<unknown> {
  return id === null
    ? request('/api/routers', z.unknown(), { method: 'POST', body: form })
    : request(`/api/routers/${encodeURIComponent(id)}`, z.unknown(), { method: 'PUT', body: form });
}

export function deleteRouter(id: string): Promise<unknown> {
  return request(`/api/routers/${encodeURIComponent(id)}`, z.unknown(), { method: 'DELETE' });
}

export async function testRouter(id: string): Promise<readonly TestStep[]> {
  const body = await request(`/api/routers/${encodeURIComponent(id)}/test`, testBody, { method: 'POST' });
  return list(step)
    .parse(body.data?.steps ?? body.steps)
    .map((row) => ({ name: row.name ?? row.step ?? '', ok: row.ok ?? row.success, detail: row.detail ?? row.message, seconds: row.seconds }));
}

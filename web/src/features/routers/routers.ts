import * as z from 'zod/mini';
import { flag, list, number, text } from '~/api/fields';
import { request } from '~/api/http';

export interface RouterForm {
  /** Chosen once; the addresses of the API carry it. */
  readonly id?: string | undefined;
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly protocol: string;
  readonly username: string;
  /** Write-only: left out when editing, the stored one stays. */
  readonly password?: string | undefined;
  readonly uplinks: readonly string[];
}

const step = z.looseObject({ name: text, ok: flag, detail: text, seconds: number });
const testBody = z.looseObject({ steps: list(step) });

export interface TestStep {
  readonly name: string;
  readonly ok: boolean | null;
  readonly detail: string | null;
  readonly seconds: number | null;
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
  return body.steps.map(({ name, ok, detail, seconds }) => ({ name: name ?? '', ok, detail, seconds }));
}

import * as z from 'zod/mini';
import { flag, list, number, text } from '~/api/fields';
import { request, requestTagged, type Tagged } from '~/api/http';
import { shapeOf, type Answer, type Row, type Schemas } from '~/api/shape';

const stored = shapeOf<Schemas['RouterBody']>()({
  id: z.string(),
  name: text,
  host: text,
  port: number,
  protocol: text,
  username: text,
  /** A mask where one is stored. */
  password: text,
  private_key_file: text,
  change_username: text,
  change_password: text,
  host_key_fingerprint: text,
  allow_legacy_algorithms: flag,
  uplinks: list(z.string()),
  max_sessions: number,
});
export type StoredRouter = z.infer<typeof stored>;

/** What is absent stays as it is; an empty text takes the value away. */
export type RouterRequest = Schemas['RouterRequest'];

type Tested = Answer<'/api/routers/{id}/test', 'post'>;
const step = shapeOf<Row<Tested['steps']>>()({ name: text, ok: flag, detail: text, seconds: number, fault: text });
const testBody = shapeOf<Tested>()({ steps: list(step) });
export type TestStep = z.infer<typeof step>;

export function routerPath(id: string): string {
  return `/api/routers/${encodeURIComponent(id)}`;
}

export function readRouter(id: string, signal?: AbortSignal): Promise<Tagged<StoredRouter>> {
  return requestTagged(routerPath(id), stored, { signal });
}

export async function addRouter(body: RouterRequest): Promise<string> {
  return (await request('/api/routers', stored, { method: 'POST', body })).id;
}

/** Only on the version that was read. */
export async function changeRouter(id: string, body: RouterRequest, tag: string | null): Promise<string> {
  return (await request(routerPath(id), stored, { method: 'PUT', body, ifMatch: tag ?? undefined })).id;
}

export function deleteRouter(id: string): Promise<unknown> {
  return request(routerPath(id), z.unknown(), { method: 'DELETE' });
}

/** The next key that the router shows is pinned. */
export function forgetHostKey(id: string): Promise<unknown> {
  return request(`${routerPath(id)}/host_key`, z.unknown(), { method: 'DELETE' });
}

export async function testRouter(id: string): Promise<readonly TestStep[]> {
  return (await request(`${routerPath(id)}/test`, testBody, { method: 'POST' })).steps;
}

/** Connects once as that change would make it; what it says of the body's fields is what saving would say. */
export async function testChangedRouter(id: string, body: RouterRequest): Promise<readonly TestStep[]> {
  return (await request(`${routerPath(id)}/test`, testBody, { method: 'POST', body })).steps;
}

/** Connects once with what was typed; nothing is stored but the host key that was seen. */
export async function testNewRouter(body: RouterRequest): Promise<readonly TestStep[]> {
  return (await request('/api/routers/test', testBody, { method: 'POST', body })).steps;
}

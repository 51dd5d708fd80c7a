import type * as z from 'zod/mini';
import { ApiProblem, problemFrom } from './problem';

const MAX_REQUEST_SECONDS = 45;

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  /** A document in place of a body; nothing of it is written anew. */
  readonly yaml?: string;
  readonly signal?: AbortSignal | undefined;
  /** The version that was read; the server refuses the change with 412 where another has come since. */
  readonly ifMatch?: string | undefined;
}

export interface Tagged<Body> {
  readonly body: Body;
  /** The version of what was read, for `ifMatch`; null where the answer named none. */
  readonly tag: string | null;
}

/** One request to the program that served this page; the answer is checked against its schema at this edge. */
export async function request<Schema extends z.ZodMiniType>(path: string, schema: Schema, call: Call = {}): Promise<z.infer<Schema>> {
  return (await requestTagged(path, schema, call)).body;
}

/** The same, with the version of what was read. */
export async function requestTagged<Schema extends z.ZodMiniType>(path: string, schema: Schema, call: Call = {}): Promise<Tagged<z.infer<Schema>>> {
  const { response, text } = await send(path, 'application/json', call);
  const parsed = schema.safeParse(jsonOf(text));
  if (!parsed.success) throw new ApiProblem(response.status, parsed.error.issues.map(({ path: field, message }) => `${field.join('.')}: ${message}`).join('; '));
  return { body: parsed.data, tag: response.headers.get('ETag') };
}

/** A document as it is written, with its version. */
export async function requestYaml(path: string, signal?: AbortSignal): Promise<Tagged<string>> {
  const { response, text } = await send(path, 'application/yaml', { signal });
  return { body: text, tag: response.headers.get('ETag') };
}

async function send(path: string, accept: string, call: Call): Promise<{ readonly response: Response; readonly text: string }> {
  const limit = AbortSignal.timeout(MAX_REQUEST_SECONDS * 1000);
  // The header proves to the server that a page of its own asks, not a form of another site.
  const headers: Record<string, string> = { Accept: accept, 'X-Farol-Request': 'console' };
  if (call.body !== undefined) headers['Content-Type'] = 'application/json';
  if (call.yaml !== undefined) headers['Content-Type'] = 'application/yaml';
  if (call.ifMatch !== undefined) headers['If-Match'] = call.ifMatch;
  let response: Response;
  try {
    response = await fetch(path, {
      method: call.method ?? 'GET',
      headers,
      credentials: 'same-origin',
      body: call.body === undefined ? (call.yaml ?? null) : JSON.stringify(call.body),
      signal: call.signal === undefined ? limit : AbortSignal.any([call.signal, limit]),
    });
  } catch (error) {
    if (call.signal?.aborted === true) throw error;
    throw new ApiProblem(0, null);
  }
  const text = await response.text();
  if (!response.ok) throw problemFrom(response.status, jsonOf(text), response.headers.get('Retry-After'));
  return { response, text };
}

export function withQuery(path: string, query: Readonly<Record<string, string | number | undefined>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}

function jsonOf(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

import type * as z from 'zod/mini';
import { arrived, OWN_PAGE, takeEarly, type Arrival } from './early';
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

interface Answered<Body> extends Tagged<Body> {
  /** When its answer began to come, in milliseconds on this tab's monotonic clock. */
  readonly at: number;
}

/** One request to the program that served this page; the answer is checked against its schema at this edge. */
export async function request<Schema extends z.ZodMiniType>(path: string, schema: Schema, call: Call = {}): Promise<z.infer<Schema>> {
  return (await requestTagged(path, schema, call)).body;
}

/** The same, with the version of what was read. */
export async function requestTagged<Schema extends z.ZodMiniType>(path: string, schema: Schema, call: Call = {}): Promise<Answered<z.infer<Schema>>> {
  const { response, at, text } = await send(path, 'application/json', call);
  const parsed = schema.safeParse(jsonOf(text));
  if (!parsed.success) throw new ApiProblem(response.status, parsed.error.issues.map(({ path: field, message }) => `${field.join('.')}: ${message}`).join('; '));
  return { body: parsed.data, tag: response.headers.get('ETag'), at };
}

/** A document as it is written, with its version. */
export async function requestYaml(path: string, signal?: AbortSignal): Promise<Tagged<string>> {
  const { response, text } = await send(path, 'application/yaml', { signal });
  return { body: text, tag: response.headers.get('ETag') };
}

async function send(path: string, accept: string, call: Call): Promise<Arrival & { readonly text: string }> {
  const limit = AbortSignal.timeout(MAX_REQUEST_SECONDS * 1000);
  const headers: Record<string, string> = { ...OWN_PAGE, Accept: accept };
  if (call.body !== undefined) headers['Content-Type'] = 'application/json';
  if (call.yaml !== undefined) headers['Content-Type'] = 'application/yaml';
  if (call.ifMatch !== undefined) headers['If-Match'] = call.ifMatch;
  let arrival: Arrival;
  try {
    const early = call.method === undefined && accept === OWN_PAGE.Accept ? takeEarly(path) : undefined;
    arrival = await (early ?? fetch(path, {
      method: call.method ?? 'GET',
      headers,
      credentials: 'same-origin',
      body: call.body === undefined ? (call.yaml ?? null) : JSON.stringify(call.body),
      signal: call.signal === undefined ? limit : AbortSignal.any([call.signal, limit]),
    }).then(arrived));
  } catch (error) {
    if (call.signal?.aborted === true) throw error;
    throw new ApiProblem(0, null);
  }
  const { response } = arrival;
  const text = await response.text();
  if (!response.ok) throw problemFrom(response.status, jsonOf(text), response.headers.get('Retry-After'));
  return { ...arrival, text };
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

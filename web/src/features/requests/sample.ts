import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { flag, list, number, text } from '~/api/fields';
import { request, withQuery } from '~/api/http';
import { shapeOf, type Schemas } from '~/api/shape';

const line = shapeOf<Schemas['RequestBody']>()({
  seq: z.number(),
  timestamp: z.string(),
  gateway: text,
  tenant_id: text,
  method: z.string(),
  scheme: text,
  host: text,
  path: text,
  protocol: text,
  status: number,
  route: text,
  pool: text,
  backend: text,
  why: text,
  retries: number,
  duration_ms: number,
  backend_ms: number,
  bytes_in: number,
  bytes_out: number,
  client: text,
  request_id: text,
  aborted: flag,
  blocked: flag,
});
export type RequestLine = z.infer<typeof line>;

const answer = shapeOf<Schemas['RequestSampleBody']>()({
  items: list(line),
  next: z.number(),
  since: z.string(),
  sampled_of: z.number(),
  dropped: z.number(),
  missed: z.number(),
  per_second: number,
  gateways: list(z.string()),
  unable: list(z.string()),
});
type Answer = z.infer<typeof answer>;

/** Which requests, as the address of the page says. */
export interface RequestFilter {
  readonly tenant?: string;
  readonly host?: string;
  readonly route?: string;
  readonly pool?: string;
  /** `404`, `5xx` or `none`. */
  readonly status?: string;
  /** With those for the console and the APIs themselves. */
  readonly own?: boolean;
  /** With the clients' addresses. */
  readonly clients?: boolean;
}

/** What one person has seen since they began to look. */
export interface Sample {
  /** The newest first. */
  readonly lines: readonly RequestLine[];
  /** Lines that came, those that are kept here no more too. */
  readonly shown: number;
  /** All requests that there were. */
  readonly total: number;
  /** Lines that were lost on the way here, or held no more when they were asked for. */
  readonly dropped: number;
  /** Of those, what was asked for too late. */
  readonly missed: number;
  readonly since: string;
  readonly last: Answer;
  /** What earlier looks counted: one that was paused for long begins anew at the server. */
  readonly before: { readonly total: number; readonly dropped: number };
}

/** More than a person scrolls through, and some hundred kilobytes. */
export const MAX_KEPT = 500;
const NEVER = { total: 0, dropped: 0 };
const ASK_EACH_MS = 1_000;

export function add(sample: Sample | undefined, came: Answer): Sample {
  const isSame = sample?.last.since === came.since;
  const before = sample === undefined ? NEVER : isSame ? sample.before : { total: sample.total, dropped: sample.before.dropped + sample.last.dropped };
  const missed = (sample?.missed ?? 0) + came.missed;
  return {
    lines: [...came.items.toReversed(), ...(sample?.lines ?? [])].slice(0, MAX_KEPT),
    shown: (sample?.shown ?? 0) + came.items.length,
    total: before.total + came.sampled_of,
    dropped: before.dropped + came.dropped + missed,
    missed,
    since: sample?.since ?? came.since,
    last: came,
    before,
  };
}

/** Asked each second for what came since; a page that nobody sees asks for nothing. Nothing of it outlives the page. */
export function sampleQuery({ own, clients, ...filter }: RequestFilter, isPaused: boolean) {
  return queryOptions({
    queryKey: ['control', 'requests', { ...filter, own: own === true, clients: clients === true }],
    queryFn: async ({ client, queryKey, signal }): Promise<Sample> => {
      const sample = client.getQueryData<Sample>(queryKey);
      const query = { ...filter, own: own === true ? 'true' : undefined, clients: clients === true ? 'true' : undefined, after: sample?.last.next };
      return add(sample, await request(withQuery('/api/requests/sample', query), answer, { signal }));
    },
    enabled: !isPaused,
    refetchInterval: ASK_EACH_MS,
    refetchOnWindowFocus: false,
    structuralSharing: false,
    staleTime: 0,
    gcTime: 0,
  });
}

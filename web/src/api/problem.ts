import * as z from 'zod/mini';

const problemBody = z.looseObject({
  title: z.optional(z.nullable(z.string())),
  detail: z.optional(z.nullable(z.string())),
  error: z.optional(z.nullable(z.string())),
  rule: z.optional(z.nullable(z.string())),
  trace_id: z.optional(z.nullable(z.string())),
  retry_after: z.optional(z.nullable(z.number())),
  errors: z.optional(z.nullable(z.record(z.string(), z.union([z.string(), z.array(z.string())])))),
  codes: z.optional(z.nullable(z.record(z.string(), z.string()))),
});

/** What is wrong with each field; several things on a line each. */
export type FieldErrors = Readonly<Record<string, string>>;

/** What the program, or the way to it, refused. Status 0 means that no answer came. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly detail: string | null,
    readonly rule: string | null = null,
    readonly fields: FieldErrors = {},
    readonly retryAfterSeconds: number | null = null,
    readonly traceId: string | null = null,
    /** By field, what kind of fault it is, where this page can do something about it. */
    readonly codes: Readonly<Record<string, string>> = {},
  ) {
    super(detail ?? `HTTP ${status}`);
    this.name = 'ApiProblem';
  }
}

export function problemFrom(status: number, body: unknown, retryAfterHeader: string | null): ApiProblem {
  const parsed = problemBody.safeParse(body);
  const header = retryAfterHeader === null ? Number.NaN : Number(retryAfterHeader);
  const fallbackRetry = Number.isFinite(header) ? header : null;
  if (!parsed.success) return new ApiProblem(status, null, null, {}, fallbackRetry);
  const { detail, error, title, rule, errors, codes, retry_after, trace_id } = parsed.data;
  const fields: Record<string, string> = {};
  for (const [field, messages] of Object.entries(errors ?? {})) {
    fields[field] = typeof messages === 'string' ? messages : messages.join('\n');
  }
  return new ApiProblem(status, detail ?? error ?? title ?? null, rule ?? null, fields, retry_after ?? fallbackRetry, trace_id ?? null, codes ?? {});
}

export function isProblem(error: unknown, ...statuses: readonly number[]): error is ApiProblem {
  return error instanceof ApiProblem && (statuses.length === 0 || statuses.includes(error.status));
}

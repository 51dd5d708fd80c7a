import * as z from 'zod/mini';
import { families } from '~/api/families';
import { number, text } from '~/api/fields';

const frame = z.looseObject({
  type: z.string(),
  timestamp: text,
  channel: text,
  epoch: z.catch(z.nullable(z.union([z.string(), z.number()])), null),
  seq: number,
  data: z.catch(z.optional(z.looseObject({ type: text })), undefined),
});

export interface Frame {
  readonly type: string;
  /** The view that it belongs to, where the server says so. */
  readonly channel: string | null;
  readonly epoch: string | null;
  readonly seq: number | null;
  /** Says everything about its subject, so it needs no frame before it. */
  readonly whole: boolean;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One JSON document of the socket, or null when it is none that we know. */
export function parseFrame(raw: unknown): Frame | null {
  if (typeof raw !== 'string') return null;
  let document: unknown;
  try {
    document = JSON.parse(raw);
  } catch {
    return null;
  }
  const parsed = frame.safeParse(document);
  if (!parsed.success) return null;
  const { type, channel, epoch, seq, data } = parsed.data;
  const subject = data?.type ?? '';
  return { type, channel, epoch: epoch === null ? null : String(epoch), seq, whole: type === 'system_status' || type === 'backend_update' || subject in families, body: parsed.data };
}

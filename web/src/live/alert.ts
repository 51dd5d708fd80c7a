import * as z from 'zod/mini';
import { number, text, textOrNumber } from '~/api/fields';

const alertBody = z.object({
  id: textOrNumber,
  kind: text,
  type: text,
  severity: text,
  title: text,
  message: text,
  detail: text,
  where: text,
  count: number,
  started_at: text,
  ended_at: text,
  timestamp: text,
});

/** Something that happened to the router or its subscribers; open until it has an end. */
export interface Alert {
  readonly id: string;
  readonly kind: string;
  readonly severity: string;
  readonly message: string;
  readonly where: string | null;
  readonly count: number | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

export function readAlert(body: unknown): Alert | null {
  const parsed = alertBody.safeParse(body);
  if (!parsed.success) return null;
  const raw = parsed.data;
  const startedAt = raw.started_at ?? raw.timestamp;
  const kind = raw.kind ?? raw.type ?? '';
  const message = raw.message ?? raw.title ?? raw.detail ?? kind;
  if (message === '') return null;
  return {
    id: String(raw.id ?? `${kind}@${startedAt ?? ''}`),
    kind,
    severity: raw.severity ?? 'info',
    message,
    where: raw.where,
    count: raw.count,
    startedAt,
    endedAt: raw.ended_at,
  };
}

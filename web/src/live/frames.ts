import type { Family } from '~/api/families';

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

// Written out, because the worker that reads frames carries no schemas: bodies are checked where they are used.
const wholeSubjects: ReadonlySet<unknown> = new Set<Family>(['online_total', 'system_metrics', 'interfaces_status', 'network_traffic', 'pppoe_stats']);
const wholeTypes: ReadonlySet<string> = new Set(['system_status', 'backend_update', 'status_update', 'health_update', 'security_snapshot', 'billing_update', 'ai_metrics_update']);

/** One JSON document of the socket, or null when it is none that we know. */
export function parseFrame(raw: unknown): Frame | null {
  if (typeof raw !== 'string') return null;
  let body: unknown;
  try {
    body = JSON.parse(raw);
  } catch {
    return null;
  }
  if (!isRecord(body) || typeof body.type !== 'string') return null;
  const { type, channel, epoch, seq } = body;
  return {
    type,
    channel: typeof channel === 'string' ? channel : null,
    epoch: typeof epoch === 'string' || typeof epoch === 'number' ? String(epoch) : null,
    seq: typeof seq === 'number' ? seq : null,
    whole: isWhole(type, isRecord(body.data) ? body.data : {}),
    body,
  };
}

function isWhole(type: string, data: Readonly<Record<string, unknown>>): boolean {
  if (type === 'router_data') return wholeSubjects.has(data.type);
  // The state of this channel has the last five minutes, a turn of it the last second.
  if (type === 'metrics_update') return Array.isArray(data.recent_metrics) && data.recent_metrics.length > 1;
  return wholeTypes.has(type);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

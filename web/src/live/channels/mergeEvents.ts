import type { SecurityEvent } from '~/api/gateway';

/** Two lists as one, the newest first. A burst is one event whose count rises: of two accounts of it the later one counts. */
export function mergeEvents(known: readonly SecurityEvent[], came: readonly SecurityEvent[]): readonly SecurityEvent[] {
  const merged = new Map(known.map((event) => [event.id, event]));
  for (const event of came) {
    const before = merged.get(event.id);
    if (before === undefined || (event.count ?? 0) >= (before.count ?? 0)) merged.set(event.id, event);
  }
  return [...merged.values()].sort((one, other) => compare(other, one));
}

/** Bursts by when they began, and equal moments by their ids, which rise. */
function compare(one: SecurityEvent, other: SecurityEvent): number {
  const byTime = (one.timestamp ?? '').localeCompare(other.timestamp ?? '');
  return byTime === 0 ? one.id.localeCompare(other.id) : byTime;
}

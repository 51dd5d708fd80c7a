import type { Reading } from '~/api/families';
import { serverText } from '~/i18n/serverText';
import { useAtClock } from './clock';
import { useLive } from './LiveProvider';

// The server's own measure: three intervals without a new figure.
const STALE_INTERVALS = 3;

export function ageSeconds(reading: Reading<unknown>, now: number): number {
  return Math.max(0, reading.ageSeconds + (now - reading.receivedAt) / 1000);
}

export function isStale(reading: Reading<unknown>, now: number): boolean {
  return reading.stale || (reading.intervalSeconds !== null && ageSeconds(reading, now) > reading.intervalSeconds * STALE_INTERVALS);
}

/** A figure may grow old without a word: nothing comes when a router falls silent. */
export function useStaleness(reading: Reading<unknown>): { readonly stale: boolean; readonly reason: string | null } {
  const stale = useAtClock((now) => isStale(reading, now));
  const message = useLive(({ routerMessage }) => routerMessage);
  return { stale, reason: stale ? serverText(reading.staleReason ?? message) : null };
}

/** Old by the measure above, or no longer renewed because the live channel is gone. */
export function useDimmed(reading: Reading<unknown> | undefined): boolean {
  const stale = useAtClock((now) => reading !== undefined && isStale(reading, now));
  const lost = useLive(({ link }) => link.kind === 'reconnecting');
  return reading !== undefined && (lost || stale);
}

const DAY_SECONDS = 86_400;
// Who uploads by hand wants to know a month before; what is renewed by itself at two thirds of its life is late only much later.
const SHORT_BY_HAND = 30;
const SHORT_BY_ORDER = 14;

/** Whole days until then; null where the end is not known. */
export function daysLeft(notAfter: string | null, now: number): number | null {
  const end = notAfter === null ? Number.NaN : Date.parse(notAfter) / 1000;
  return Number.isFinite(end) ? Math.max(0, Math.floor((end - now) / DAY_SECONDS)) : null;
}

export function isShort(days: number, source: string | null): boolean {
  return days < (source === 'acme' ? SHORT_BY_ORDER : SHORT_BY_HAND);
}

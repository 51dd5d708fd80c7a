const FIRST_WAIT_MS = 500;
const MAX_WAIT_MS = 15_000;

/** Exponential with full jitter above half, so that a thousand tabs do not come back in one moment. */
export function reconnectWait(attempt: number, random: () => number): number {
  const ceiling = Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt, 10));
  return Math.round(ceiling * (0.5 + 0.5 * random()));
}

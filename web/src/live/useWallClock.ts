import { useClock } from './clock';

/** Seconds since 1970 by this machine's clock, moving once a second. */
export function useWallClock(): number {
  return (performance.timeOrigin + useClock()) / 1000;
}

import type { Surroundings } from './hub';

/** The same in a page and in a worker. */
export const surroundings: Surroundings = {
  origin: globalThis.location.origin,
  open: (url) => new WebSocket(url),
  now: () => performance.timeOrigin + performance.now(),
  random: Math.random, // jitter of the reconnection only
};

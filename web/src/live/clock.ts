import { useSyncExternalStore } from 'react';

// One timer for every age on the page.
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let second = 0;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    second = Math.floor(performance.now() / 1000);
    timer = setInterval(() => {
      second = Math.floor(performance.now() / 1000);
      for (const hear of listeners) hear();
    }, 1000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** This tab's monotonic clock in milliseconds, moving once a second. */
export function useClock(): number {
  return useSyncExternalStore(subscribe, () => second) * 1000;
}

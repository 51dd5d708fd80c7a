import { useSyncExternalStore } from 'react';

// One timer for every age on the page.
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let second = 0;

/** Before the first who asks hears it tick, it is looked at. */
function current(): number {
  if (timer === undefined) second = Math.floor(performance.now() / 1000);
  return second;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    current();
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
  return useSyncExternalStore(subscribe, current) * 1000;
}

/** What is true at that clock's time: who asks is rendered when that changes, and not every second. */
export function useAtClock<Value extends boolean | string | number>(of: (now: number) => Value): Value {
  return useSyncExternalStore(subscribe, () => of(current() * 1000));
}

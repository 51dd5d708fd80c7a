import { useCallback, useSyncExternalStore } from 'react';
import type { Entry } from './execute';

const MAX_ENTRIES = 100;

// Kept while the tab lives and never stored: outputs may name subscribers.
const transcripts = new Map<string, readonly Entry[]>();
const listeners = new Set<() => void>();
const none: readonly Entry[] = [];
let nextId = 0;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function replace(router: string, entries: readonly Entry[]): void {
  transcripts.set(router, entries);
  for (const listener of listeners) listener();
}

export function useTranscript(router: string) {
  const entries = useSyncExternalStore(subscribe, () => transcripts.get(router) ?? none);
  const add = useCallback(
    (entry: Omit<Entry, 'id'>) => {
      nextId += 1;
      replace(router, [...(transcripts.get(router) ?? none), { ...entry, id: nextId }].slice(-MAX_ENTRIES));
    },
    [router],
  );
  const clear = useCallback(() => replace(router, none), [router]);
  return { entries, add, clear };
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { controlQuery } from '~/api/control';
import { forgetEverything, sessionQuery } from '~/api/queries';
import type { Home } from './link/messages';
import type { LiveStore, Snapshot } from './store';
import { TabLive } from './tabLive';

const LiveContext = createContext<TabLive | null>(null);

interface Props {
  readonly router: string | undefined;
  readonly enabled: boolean;
  readonly children: ReactNode;
}

/** The tab's part of the browser's one socket. Give it a `key` per router: another router is another view with its own sequence. */
export function LiveProvider({ router, enabled, children }: Props) {
  const queries = useQueryClient();
  const [live] = useState(() => new TabLive(router, () => void forgetEverything(queries)));
  const home = useHome();
  const { data: session, isPending } = useQuery(sessionQuery);
  const person = session?.email ?? null;
  const isReady = enabled && home !== null && !isPending;
  useEffect(() => {
    if (!isReady) return;
    const onHide = () => live.leave();
    const onShow = ({ persisted }: PageTransitionEvent) => persisted && live.stand({ home, person });
    window.addEventListener('online', live.retryNow);
    window.addEventListener('pagehide', onHide);
    window.addEventListener('pageshow', onShow);
    return () => {
      window.removeEventListener('online', live.retryNow);
      window.removeEventListener('pagehide', onHide);
      window.removeEventListener('pageshow', onShow);
    };
  }, [live, isReady, home, person]);
  useEffect(() => {
    if (isReady) live.stand({ home, person });
  }, [live, isReady, home, person]);
  useEffect(() => (isReady ? () => live.leave() : undefined), [live, isReady]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

export function useLiveStore(): LiveStore {
  return useLiveContext().store;
}

export function useRetryNow(): () => void {
  return useLiveContext().retryNow;
}

/** The selector must return something that keeps its identity until it changes. */
export function useLive<Value>(select: (snapshot: Snapshot) => Value): Value {
  const store = useLiveStore();
  return useSyncExternalStore(store.subscribe, () => select(store.snapshot()));
}

/** For what travels with some pages only. */
export function useLiveContext(): TabLive {
  const live = use(LiveContext);
  if (live === null) throw new Error('useLive needs a LiveProvider above it');
  return live;
}

/** Null until it is known what this port has. */
function useHome(): Home | null {
  const { data, isError } = useQuery(controlQuery);
  if (data === undefined) return isError ? 'monitor' : null;
  return data === null ? 'monitor' : 'control';
}

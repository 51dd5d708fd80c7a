import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { controlQuery } from '~/api/control';
import { defaultRouterId, forgetEverything, routerKey, routersQuery, sessionQuery } from '~/api/queries';
import type { Home } from './link/messages';
import type { LiveStore, Snapshot } from './store';
import { TabLive } from './tabLive';

const LiveContext = createContext<TabLive | null>(null);

interface Props {
  readonly router: string | undefined;
  readonly enabled: boolean;
  readonly children: ReactNode;
}

/**
 * The tab's part of the browser's one socket. Give it a `key` per router in the address: another one is another page. Where none is named and
 * another becomes the default one, the page stays, and what is live on it begins anew.
 */
export function LiveProvider({ router: named, enabled, children }: Props) {
  const queries = useQueryClient();
  const [live] = useState(() => new TabLive(() => void forgetEverything(queries)));
  const home = useHome(enabled);
  const { data: session, isPending } = useQuery(sessionQuery);
  const person = session?.email ?? null;
  const router = useMeantRouter(named, enabled);
  const isReady = enabled && home !== null && !isPending && router !== null;
  useEffect(() => {
    if (!isReady) return;
    const onHide = () => live.leave();
    const onShow = ({ persisted }: PageTransitionEvent) => persisted && live.stand({ home, person, router });
    window.addEventListener('online', live.retryNow);
    window.addEventListener('pagehide', onHide);
    window.addEventListener('pageshow', onShow);
    return () => {
      window.removeEventListener('online', live.retryNow);
      window.removeEventListener('pagehide', onHide);
      window.removeEventListener('pageshow', onShow);
    };
  }, [live, isReady, home, person, router]);
  useEffect(() => {
    if (!isReady) return;
    // A browser takes a while to start the worker; the page that asks for it is painted meanwhile.
    const timer = setTimeout(() => live.stand({ home, person, router }));
    return () => clearTimeout(timer);
  }, [live, isReady, home, person, router]);
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

/** The router that is named, or the default one by its id; undefined where nobody tells which that is, null until then. */
function useMeantRouter(named: string | undefined, enabled: boolean): string | undefined | null {
  const queries = useQueryClient();
  const { data: standard, isPending } = useQuery({ ...routersQuery, select: defaultRouterId, enabled });
  const before = useRef(standard);
  useEffect(() => {
    if (standard === undefined) return;
    // What was read without a name is about the one before.
    if (before.current !== undefined && before.current !== standard) void queries.resetQueries({ queryKey: routerKey(undefined) });
    before.current = standard;
  }, [queries, standard]);
  if (named !== undefined) return named;
  return isPending ? null : standard;
}

/** Null until it is known what this port has. */
function useHome(enabled: boolean): Home | null {
  const { data, isError } = useQuery({ ...controlQuery, enabled });
  if (data === undefined) return isError ? 'monitor' : null;
  return data === null ? 'monitor' : 'control';
}

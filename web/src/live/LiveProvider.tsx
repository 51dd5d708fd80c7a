import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { LiveConnection } from './connection';
import { nextFrame } from './nextFrame';
import { LiveStore, type Snapshot } from './store';

interface Live {
  readonly store: LiveStore;
  readonly retryNow: () => void;
}

const LiveContext = createContext<Live | null>(null);

interface Props {
  readonly router: string | undefined;
  readonly enabled: boolean;
  readonly children: ReactNode;
}

/** The tab's one socket. Give it a `key` per router: another router is another view with its own sequence. */
export function LiveProvider({ router, enabled, children }: Props) {
  const [live] = useState(() => createLive(router));
  useEffect(() => {
    if (!enabled) return;
    const connection = live.connect();
    const onOnline = () => connection.retryNow();
    window.addEventListener('online', onOnline);
    return () => {
      window.removeEventListener('online', onOnline);
      connection.stop();
    };
  }, [live, enabled]);
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
  const { store } = useLiveContext();
  return useSyncExternalStore(store.subscribe, () => select(store.snapshot()));
}

function useLiveContext(): Live {
  const live = use(LiveContext);
  if (live === null) throw new Error('useLive needs a LiveProvider above it');
  return live;
}

function createLive(router: string | undefined) {
  const now = () => performance.now();
  const store = new LiveStore(now, nextFrame);
  let current: LiveConnection | null = null;
  return {
    store,
    retryNow: () => current?.retryNow(),
    connect: () => {
      current = new LiveConnection({
        channels: ['monitor'],
        url: (since) => liveUrl(router, since),
        onFrame: (frame) => store.accept(frame),
        onState: (state) => store.setLink(state),
        open: (url) => new WebSocket(url),
        now,
        random: Math.random, // jitter of the reconnection only
      });
      current.start();
      return current;
    },
  };
}

function liveUrl(router: string | undefined, since: string | null): string {
  const url = new URL('/ws/monitor', window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  if (router !== undefined) url.searchParams.set('router', router);
  if (since !== null) url.searchParams.set('since', since);
  return url.href;
}

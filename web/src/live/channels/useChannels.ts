import { useMemo, useSyncExternalStore } from 'react';
import { useChannelStore } from '../LiveProvider';
import { applyChannelFrame, type ChannelState } from './channelState';
import type { ChannelStore } from './channelStore';

/** The selector must return something that keeps its identity until it changes. */
export function useChannels<Value>(select: (channels: ChannelState) => Value): Value {
  const store = useChannelStore();
  const subscribe = useMemo(() => subscribeTo(store), [store]);
  return useSyncExternalStore(subscribe, () => select(store.snapshot()));
}

function subscribeTo(store: ChannelStore) {
  return (listener: () => void) => {
    store.readBy(applyChannelFrame);
    return store.subscribe(listener);
  };
}

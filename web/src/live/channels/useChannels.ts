import { useSyncExternalStore } from 'react';
import { useChannelStore } from '../LiveProvider';
import type { ChannelState } from './channelState';

/** The selector must return something that keeps its identity until it changes. */
export function useChannels<Value>(select: (channels: ChannelState) => Value): Value {
  const store = useChannelStore();
  return useSyncExternalStore(store.subscribe, () => select(store.snapshot()));
}

import { useSyncExternalStore } from 'react';
import { useLiveContext } from '../LiveProvider';
import { nextFrame } from '../nextFrame';
import { ChannelStore } from './channelStore';
import type { ChannelState } from './channelState';

/** The selector must return something that keeps its identity until it changes. */
export function useChannels<Value>(select: (channels: ChannelState) => Value): Value {
  const store = useLiveContext().channelStore((onWanted) => new ChannelStore(nextFrame, onWanted));
  return useSyncExternalStore(store.subscribe, () => select(store.snapshot()));
}

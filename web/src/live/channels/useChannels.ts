import { useSyncExternalStore } from 'react';
import { LiveConnection } from '../connection';
import { nextFrame } from '../nextFrame';
import { applyChannelFrame, emptyChannels, type ChannelState } from './channelState';

// The tab's one socket to the control plane's channels: open while any page shows something of them.
const CLOSE_AFTER_MS = 5_000;
const listeners = new Set<() => void>();
let state = emptyChannels;
let connection: LiveConnection | null = null;
let closing: ReturnType<typeof setTimeout> | undefined;
let scheduled = false;

/** The selector must return something that keeps its identity until it changes. */
export function useChannels<Value>(select: (channels: ChannelState) => Value): Value {
  return useSyncExternalStore(subscribe, () => select(state));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  clearTimeout(closing);
  connection ??= open();
  return () => {
    listeners.delete(listener);
    // From page to page the socket stays.
    if (listeners.size === 0) closing = setTimeout(close, CLOSE_AFTER_MS);
  };
}

function open(): LiveConnection {
  const opened = new LiveConnection({
    channels: ['metrics', 'backends', 'security'],
    url: address,
    onFrame: (frame) => replace(applyChannelFrame(state, frame)),
    onState: (link) => replace({ ...state, link }),
    open: (url) => new WebSocket(url),
    now: () => performance.now(),
    random: Math.random, // jitter of the reconnection only
  });
  opened.start();
  return opened;
}

function close(): void {
  connection?.stop();
  connection = null;
  state = emptyChannels;
}

function replace(next: ChannelState): void {
  if (next === state) return;
  state = next;
  if (scheduled) return;
  scheduled = true;
  nextFrame(() => {
    scheduled = false;
    for (const listener of listeners) listener();
  });
}

function address(since: string | null): string {
  const url = new URL('/api/ws/metrics', window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  if (since !== null) url.searchParams.set('since', since);
  return url.href;
}

// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveConnection, type LinkState } from '~/live/link/connection';
import type { Frame } from '~/live/frames';

class PretendSocket {
  static made: PretendSocket[] = [];
  readyState = 1;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  readonly sent: string[] = [];
  closed = false;

  constructor(readonly url: string) {
    PretendSocket.made.push(this);
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.closed = true;
  }

  say(seq: number, subject = 'online_total', channel?: string): void {
    this.onmessage?.({ data: JSON.stringify({ type: 'router_data', channel, epoch: 'e', seq, data: { type: subject } }) });
  }
}

function newest(): PretendSocket {
  const socket = PretendSocket.made.at(-1);
  if (socket === undefined) throw new Error('no socket was opened');
  return socket;
}

describe('the live connection', () => {
  const states: LinkState[] = [];
  const frames: Frame[] = [];
  let connection: LiveConnection;

  beforeEach(() => {
    vi.useFakeTimers();
    PretendSocket.made = [];
    states.length = 0;
    frames.length = 0;
    connection = new LiveConnection({
      first: 'monitor',
      url: (since) => `ws://x/?since=${since ?? ''}`,
      onFrame: (frame) => frames.push(frame),
      onState: (state) => states.push(state),
      open: (url) => new PretendSocket(url) as unknown as WebSocket,
      now: () => Date.now(),
      random: () => 1,
    });
    connection.start();
  });

  afterEach(() => {
    connection.stop();
    vi.useRealTimers();
  });

  it('comes back with the place it had reached, and says that it is doing so', () => {
    newest().onopen?.();
    newest().say(41);
    newest().onclose?.({ code: 1006, reason: '' });
    expect(states.at(-1)).toMatchObject({ kind: 'reconnecting', attempt: 1 });
    vi.advanceTimersByTime(600);
    expect(newest().url).toBe('ws://x/?since=e:41');
    newest().onopen?.();
    expect(states.at(-1)).toMatchObject({ kind: 'open', resumed: true });
  });

  it('waits longer each time, and not for ever', () => {
    const waits: number[] = [];
    for (let attempt = 0; attempt < 12; attempt += 1) {
      newest().onclose?.({ code: 1006, reason: '' });
      const state = states.at(-1);
      if (state?.kind !== 'reconnecting') throw new Error('not reconnecting');
      waits.push(state.retryAt - Date.now());
      vi.advanceTimersByTime(state.retryAt - Date.now());
    }
    expect(waits.slice(0, 4)).toEqual([500, 1000, 2000, 4000]);
    expect(Math.max(...waits)).toBe(15_000);
  });

  it('asks for a fresh snapshot after a gap', () => {
    newest().onopen?.();
    newest().say(41);
    const gone = newest();
    newest().say(43, 'interfaces_update');
    expect(gone.closed).toBe(true);
    expect(frames).toHaveLength(1);
    vi.advanceTimersByTime(600);
    expect(newest().url).toBe('ws://x/?since=');
  });

  it('does not trust a socket that has fallen silent', () => {
    newest().onopen?.();
    newest().say(1);
    vi.advanceTimersByTime(15_000);
    expect(newest().sent).toEqual(['{"type":"ping"}']);
    const silent = newest();
    vi.advanceTimersByTime(35_000);
    expect(silent.closed).toBe(true);
    expect(states.some(({ kind }) => kind === 'reconnecting')).toBe(true);
  });

  it('opens nothing any more once stopped', () => {
    newest().onclose?.({ code: 1006, reason: '' });
    connection.stop();
    vi.advanceTimersByTime(60_000);
    expect(PretendSocket.made).toHaveLength(1);
  });

  it('follows channels beside the first, each from the place it had reached', () => {
    newest().onopen?.();
    connection.follow([{ channel: 'metrics' }]);
    expect(newest().sent).toEqual(['{"type":"subscribe","channel":"metrics"}']);
    newest().say(7, 'anything', 'metrics');
    connection.follow([{ channel: 'metrics' }, { channel: 'monitor-of', router: 'b' }]);
    expect(newest().sent.at(-1)).toBe('{"type":"subscribe","channel":"monitor-of","router":"b"}');
    newest().onclose?.({ code: 1006, reason: '' });
    vi.advanceTimersByTime(600);
    newest().onopen?.();
    expect(newest().sent).toEqual(['{"type":"subscribe","channel":"metrics","since":"e:7"}', '{"type":"subscribe","channel":"monitor-of","router":"b"}']);
    connection.follow([]);
    expect(newest().sent.slice(2)).toEqual(['{"type":"unsubscribe","channel":"metrics"}', '{"type":"unsubscribe","channel":"monitor-of"}']);
  });

  it('passes on a snapshot that was asked for again, and loses no place by it', () => {
    newest().onopen?.();
    newest().say(41);
    connection.refresh();
    newest().say(39);
    newest().say(42, 'interfaces_update');
    expect(frames.map(({ seq }) => seq)).toEqual([41, 39, 42]);
  });

  it('starts from nothing as another person', () => {
    newest().onopen?.();
    newest().say(41);
    const before = newest();
    connection.restart();
    expect(before.closed).toBe(true);
    expect(newest().url).toBe('ws://x/?since=');
  });

  it('says what the server refuses, until the page follows something else', () => {
    newest().onopen?.();
    newest().onmessage?.({ data: JSON.stringify({ type: 'error', error: 'no more than 8 subscriptions a connection' }) });
    expect(states.at(-1)).toMatchObject({ kind: 'open', refusal: 'no more than 8 subscriptions a connection' });
    newest().say(1);
    expect(states.at(-1)).toMatchObject({ kind: 'open', refusal: 'no more than 8 subscriptions a connection' });
    connection.follow([{ channel: 'metrics' }]);
    expect(states.at(-1)).toMatchObject({ kind: 'open', refusal: null });
  });

  it('says why the server hung up, until it serves again', () => {
    newest().onopen?.();
    newest().onclose?.({ code: 1008, reason: 'this login has 50 connections, which is the limit' });
    expect(states.at(-1)).toMatchObject({ kind: 'reconnecting', refusal: 'this login has 50 connections, which is the limit' });
    connection.retryNow();
    newest().onopen?.();
    expect(states.at(-1)).toMatchObject({ kind: 'open', refusal: 'this login has 50 connections, which is the limit' });
    newest().say(1);
    expect(states.at(-1)).toMatchObject({ kind: 'open', refusal: null });
    newest().onclose?.({ code: 1001, reason: 'the server is stopping' });
    expect(states.at(-1)).toMatchObject({ kind: 'reconnecting', refusal: null });
  });

  it('tries at once when asked', () => {
    newest().onclose?.({ code: 1006, reason: '' });
    connection.retryNow();
    expect(PretendSocket.made).toHaveLength(2);
  });
});

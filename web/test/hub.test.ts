// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Hub, type Page } from '~/live/link/hub';
import { HubLine } from '~/live/link/line';
import type { FromHub, Wish } from '~/live/link/messages';

class PretendSocket {
  static made: PretendSocket[] = [];
  readyState = 1;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly sent: unknown[] = [];
  closed = false;

  constructor(readonly url: string) {
    PretendSocket.made.push(this);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.closed = true;
  }

  say(channel: string, seq: number, type = 'system_status'): void {
    this.onmessage?.({ data: JSON.stringify({ type, channel, epoch: 'e', seq, status: {} }) });
  }
}

class PretendPage implements Page {
  readonly heard: FromHub[] = [];
  readonly say = (message: FromHub) => void this.heard.push(message);

  get frames(): (string | null)[] {
    return this.heard.flatMap((message) => (message.kind === 'frame' ? [`${message.frame.channel} ${message.frame.seq}`] : []));
  }
}

const wish: Wish = { home: 'control', router: undefined, channels: [], person: null };
const open = () => PretendSocket.made.filter(({ closed }) => !closed);

function newest(): PretendSocket {
  const socket = PretendSocket.made.at(-1);
  if (socket === undefined) throw new Error('no socket was opened');
  return socket;
}

beforeEach(() => {
  vi.useFakeTimers();
  PretendSocket.made = [];
});

afterEach(() => vi.useRealTimers());

describe('the hub', () => {
  const first = new PretendPage();
  const second = new PretendPage();
  let hub: Hub;

  beforeEach(() => {
    first.heard.length = 0;
    second.heard.length = 0;
    hub = new Hub({ origin: 'http://farol:3000', open: (url) => new PretendSocket(url) as unknown as WebSocket, now: () => Date.now(), random: () => 1 });
  });

  it('has one socket for pages that look at one router, and tells both what it says', () => {
    hub.take(first, { kind: 'want', wish });
    newest().onopen?.();
    hub.take(second, { kind: 'want', wish });
    expect(open()).toHaveLength(1);
    expect(newest().url).toBe('ws://farol:3000/api/ws/status');
    newest().say('monitor', 5);
    expect([first.frames, second.frames]).toEqual([['monitor 5'], ['monitor 5']]);
  });

  it('has everything said once more for who came late', () => {
    hub.take(first, { kind: 'want', wish });
    newest().onopen?.();
    newest().say('monitor', 5);
    expect(newest().sent).toEqual([{ type: 'subscribe', channel: 'monitor' }]);
    hub.take(second, { kind: 'want', wish });
    expect(second.heard).toMatchObject([{ kind: 'link', link: { kind: 'open' } }]);
    expect(newest().sent.slice(1)).toEqual([{ type: 'subscribe', channel: 'status' }, { type: 'subscribe', channel: 'monitor' }]);
    newest().say('monitor', 3);
    expect(second.frames).toEqual(['monitor 3']);
  });

  it('lives on when the first page leaves, and ends with the last', () => {
    hub.take(first, { kind: 'want', wish });
    newest().onopen?.();
    hub.take(second, { kind: 'want', wish });
    hub.take(first, { kind: 'leave' });
    newest().say('monitor', 6);
    expect([first.frames, second.frames]).toEqual([[], ['monitor 6']]);
    hub.take(second, { kind: 'leave' });
    expect(open()).toHaveLength(0);
  });

  it('follows a channel as long as any page wants it', () => {
    hub.take(first, { kind: 'want', wish });
    newest().onopen?.();
    hub.take(first, { kind: 'want', wish: { ...wish, channels: ['metrics'] } });
    expect(newest().sent).toContainEqual({ type: 'subscribe', channel: 'metrics' });
    hub.take(second, { kind: 'want', wish: { ...wish, channels: ['metrics'] } });
    hub.take(first, { kind: 'want', wish });
    expect(newest().sent).not.toContainEqual({ type: 'unsubscribe', channel: 'metrics' });
    hub.take(second, { kind: 'leave' });
    expect(newest().sent).toContainEqual({ type: 'unsubscribe', channel: 'metrics' });
  });

  it('has a socket for each router, and for a port that has the monitor alone', () => {
    hub.take(first, { kind: 'want', wish: { ...wish, home: 'monitor', router: 'a b' } });
    expect(newest().url).toBe('ws://farol:3000/ws/monitor?router=a+b');
    hub.take(second, { kind: 'want', wish: { ...wish, router: 'c' } });
    newest().onopen?.();
    expect(newest().sent).toEqual([{ type: 'subscribe', channel: 'monitor', router: 'c' }]);
    expect(open()).toHaveLength(2);
    hub.take(second, { kind: 'want', wish: { ...wish, home: 'monitor', router: 'a b' } });
    expect(open()).toHaveLength(1);
  });

  it('asks anew as another person, and tells the other pages', () => {
    hub.take(first, { kind: 'want', wish });
    newest().onopen?.();
    newest().say('monitor', 5);
    hub.take(second, { kind: 'want', wish: { ...wish, person: 'ana@isp.net' } });
    expect(PretendSocket.made).toHaveLength(2);
    expect(open()).toEqual([newest()]);
    expect(newest().url).not.toContain('since');
    expect(first.heard.at(-1)).toEqual({ kind: 'person' });
    expect(second.heard).not.toContainEqual({ kind: 'person' });
    hub.take(first, { kind: 'want', wish: { ...wish, person: 'ana@isp.net' } });
    expect(PretendSocket.made).toHaveLength(2);
  });

  it('drops a page that is silent for minutes', () => {
    hub.take(first, { kind: 'want', wish });
    hub.take(second, { kind: 'want', wish: { ...wish, router: 'b' } });
    vi.advanceTimersByTime(100_000);
    hub.take(second, { kind: 'alive' });
    vi.advanceTimersByTime(100_000);
    hub.take(second, { kind: 'alive' });
    expect(open().map(({ url }) => url)).toHaveLength(1);
    expect(second.heard.at(-1)).toEqual({ kind: 'alive' });
  });
});

describe('the line to the hub', () => {
  const asked: string[] = [];
  const openOwn = () => Promise.resolve({ take: (page: Page, message: { readonly kind: string }) => {
    asked.push(`own ${message.kind}`);
    page.say({ kind: 'person' });
  } });

  function worker(answers: boolean): SharedWorker {
    const port = {
      onmessage: null as ((event: { data: FromHub }) => void) | null,
      close: () => asked.push('closed'),
      postMessage: ({ kind }: { readonly kind: string }) => {
        asked.push(kind);
        if (answers && kind === 'alive') port.onmessage?.({ data: { kind: 'alive' } });
      },
    };
    return { port, onerror: null } as unknown as SharedWorker;
  }

  beforeEach(() => asked.splice(0));

  it('stays with a worker that answers', () => {
    const line = new HubLine({ hear: () => undefined, openWorker: () => worker(true), openOwn });
    line.want(wish);
    vi.advanceTimersByTime(120_000);
    expect(asked).not.toContain('closed');
    line.leave();
    expect(asked.slice(-2)).toEqual(['leave', 'closed']);
    const count = asked.length;
    vi.advanceTimersByTime(60_000);
    expect(asked).toHaveLength(count);
  });

  it('takes a hub of its own when the worker has died', async () => {
    const heard: FromHub[] = [];
    const line = new HubLine({ hear: (message) => heard.push(message), openWorker: () => worker(false), openOwn });
    line.want(wish);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(asked.slice(-2)).toEqual(['closed', 'own want']);
    expect(heard).toEqual([{ kind: 'person' }]);
    line.want({ ...wish, router: 'b' });
    expect(asked.at(-1)).toBe('own want');
  });

  it('takes a hub of its own where the browser has no worker for all tabs', async () => {
    for (const openWorker of [() => null, () => { throw new Error('forbidden'); }]) {
      asked.splice(0);
      new HubLine({ hear: () => undefined, openWorker, openOwn }).want(wish);
      await vi.advanceTimersByTimeAsync(0);
      expect(asked).toEqual(['own want']);
    }
  });
});

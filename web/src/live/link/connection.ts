import { parseFrame, type Frame } from '../frames';
import { reconnectWait } from './backoff';
import { Sequence } from './sequence';

export type LinkState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open'; readonly since: number; readonly resumed: boolean; readonly refusal: string | null }
  | { readonly kind: 'reconnecting'; readonly attempt: number; readonly lostAt: number; readonly retryAt: number; readonly refusal: string | null }
  | { readonly kind: 'closed' };

/** A channel beside the one that the address names, and what else the server must know to find it. */
export interface Follow {
  readonly channel: string;
  readonly router?: string | undefined;
}

export interface ConnectionOptions {
  /** The channel that the address names. */
  readonly first: string;
  readonly url: (since: string | null) => string;
  readonly onFrame: (frame: Frame) => void;
  readonly onState: (state: LinkState) => void;
  readonly open: (url: string) => WebSocket;
  readonly now: () => number;
  readonly random: () => number;
}

const PING_MS = 15_000;
// Two pings unanswered: a cable that was pulled closes no socket by itself.
const MAX_SILENCE_MS = 32_000;
const CLOSE_GOING_AWAY = 1001;
const CLOSE_POLICY = 1008;
const SLOW_ATTEMPT = 6;

/** One socket to one view or several, kept open for as long as somebody wants it. */
export class LiveConnection {
  private readonly sequences = new Map<string, Sequence>();
  private followed: readonly Follow[] = [];
  private socket: WebSocket | null = null;
  private attempt = 0;
  private lostAt: number | null = null;
  private lastHeard = 0;
  private open: Extract<LinkState, { kind: 'open' }> | null = null;
  /** What the server would not do, and whether it hung up over it. */
  private refusal: { readonly words: string; readonly isOver: boolean } | null = null;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private pulse: ReturnType<typeof setInterval> | undefined;
  private stopped = false;

  constructor(private readonly options: ConnectionOptions) {}

  start(): void {
    this.options.onState({ kind: 'connecting' });
    this.connect();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.retry);
    this.drop();
    this.options.onState({ kind: 'closed' });
  }

  /** Tries at once: the network came back, or the operator asked. */
  retryNow(): void {
    if (this.stopped || this.socket !== null) return;
    clearTimeout(this.retry);
    this.connect();
  }

  /** From the beginning, as somebody else: what was seen until now is not what this login sees. */
  restart(): void {
    if (this.stopped) return;
    clearTimeout(this.retry);
    this.drop();
    this.sequences.clear();
    this.attempt = 0;
    this.lostAt = null;
    this.refusal = null;
    this.start();
  }

  /** The channels beside the first; what is new begins with its snapshot. */
  follow(wanted: readonly Follow[]): void {
    const named = (list: readonly Follow[], { channel }: Follow) => list.some((other) => other.channel === channel);
    const gone = this.followed.filter((one) => !named(wanted, one));
    const come = wanted.filter((one) => !named(this.followed, one));
    this.followed = wanted;
    if (gone.length + come.length > 0) this.refuse(null);
    for (const { channel } of gone) {
      this.sequences.delete(channel);
      this.send({ type: 'unsubscribe', channel });
    }
    for (const one of come) this.send({ type: 'subscribe', ...one });
  }

  /** Has the server say everything once more, for somebody who came late. */
  refresh(): void {
    this.send({ type: 'subscribe', channel: this.options.first });
    for (const one of this.followed) this.send({ type: 'subscribe', ...one });
  }

  send(message: unknown): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  private connect(): void {
    const resuming = this.sequenceOf(this.options.first).position;
    const socket = this.options.open(this.options.url(resuming));
    this.socket = socket;
    socket.onopen = () => this.opened(resuming !== null);
    socket.onmessage = (event: MessageEvent<unknown>) => this.heard(event.data);
    socket.onclose = ({ code, reason }) => {
      if (reason !== '' && code !== CLOSE_GOING_AWAY) this.refusal = { words: reason, isOver: true };
      this.lost(code === CLOSE_POLICY);
    };
  }

  private opened(resumed: boolean): void {
    this.lastHeard = this.options.now();
    this.open = { kind: 'open', since: this.lastHeard, resumed, refusal: this.refusal?.words ?? null };
    this.options.onState(this.open);
    this.pulse = setInterval(() => this.beat(), PING_MS);
    for (const one of this.followed) {
      this.send({ type: 'subscribe', ...one, since: this.sequenceOf(one.channel).position ?? undefined });
    }
  }

  private sequenceOf(channel: string): Sequence {
    const known = this.sequences.get(channel);
    if (known !== undefined) return known;
    const sequence = new Sequence();
    this.sequences.set(channel, sequence);
    return sequence;
  }

  private heard(raw: unknown): void {
    this.lastHeard = this.options.now();
    const frame = parseFrame(raw);
    if (frame === null) return;
    // Only a frame proves that the server serves: a socket that opens and closes again keeps backing off.
    this.attempt = 0;
    this.lostAt = null;
    if (frame.type === 'error') this.refuse(String(frame.body.error));
    else if (this.refusal?.isOver === true) this.refuse(null);
    switch (this.sequenceOf(frame.channel ?? this.options.first).judge(frame)) {
      case 'gap':
        this.resynchronise();
        break;
      case 'apply':
        this.options.onFrame(frame);
        break;
      case 'ignore':
        break;
    }
  }

  private refuse(words: string | null): void {
    this.refusal = words === null ? null : { words, isOver: false };
    if (this.open === null || this.open.refusal === words) return;
    this.open = { ...this.open, refusal: words };
    this.options.onState(this.open);
  }

  private resynchronise(): void {
    this.sequences.clear();
    this.drop();
    this.lost(false);
  }

  private beat(): void {
    if (this.options.now() - this.lastHeard > MAX_SILENCE_MS) {
      this.drop();
      this.lost(false);
    } else {
      this.send({ type: 'ping' });
    }
  }

  private lost(refused: boolean): void {
    this.drop();
    if (this.stopped) return;
    const now = this.options.now();
    this.lostAt ??= now;
    if (refused) this.attempt = Math.max(this.attempt, SLOW_ATTEMPT);
    const wait = reconnectWait(this.attempt, this.options.random);
    this.attempt += 1;
    this.options.onState({ kind: 'reconnecting', attempt: this.attempt, lostAt: this.lostAt, retryAt: now + wait, refusal: this.refusal?.words ?? null });
    this.retry = setTimeout(() => this.connect(), wait);
  }

  private drop(): void {
    clearInterval(this.pulse);
    const socket = this.socket;
    this.socket = null;
    this.open = null;
    if (socket === null) return;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }
}

import type { Page } from './hub';
import type { FromHub, ToHub, Wish } from './messages';

const ALIVE_MS = 10_000;
// A worker answers at once. One that was ended, or never started, does not.
const MAX_UNANSWERED = 2;

export interface LineOptions {
  readonly hear: (message: FromHub) => void;
  /** Throws, or gives null, where the browser has no worker for all tabs. */
  readonly openWorker: () => SharedWorker | null;
  readonly openOwn: () => Promise<{ readonly take: (page: Page, message: ToHub) => void }>;
}

/** This page's line to the hub: the worker that all tabs share, or one of its own where that is not to be had or has died. */
export class HubLine {
  private readonly page: Page = { say: (message) => this.heard(message) };
  private port: MessagePort | null = null;
  private own: ((message: ToHub) => void) | null = null;
  private wish: Wish | null = null;
  private unanswered = 0;
  private pulse: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly options: LineOptions) {}

  want(wish: Wish): void {
    const isFirst = this.wish === null;
    this.wish = wish;
    if (isFirst) this.start();
    else this.send({ kind: 'want', wish });
  }

  retryNow(): void {
    this.send({ kind: 'retry' });
  }

  /** May be followed by another `want`. */
  leave(): void {
    this.wish = null;
    clearInterval(this.pulse);
    this.send({ kind: 'leave' });
    this.port?.close();
    this.port = null;
    this.own = null;
  }

  private start(): void {
    const worker = this.worker();
    if (worker === null) {
      void this.startOwn();
      return;
    }
    worker.onerror = () => void this.startOwn();
    this.port = worker.port;
    this.port.onmessage = ({ data }: MessageEvent<FromHub>) => this.heard(data);
    this.unanswered = 0;
    this.pulse = setInterval(() => this.beat(), ALIVE_MS);
    if (this.wish !== null) this.send({ kind: 'want', wish: this.wish });
    this.beat();
  }

  private worker(): SharedWorker | null {
    try {
      return this.options.openWorker();
    } catch {
      return null;
    }
  }

  private beat(): void {
    if (this.unanswered >= MAX_UNANSWERED) {
      void this.startOwn();
      return;
    }
    this.unanswered += 1;
    this.send({ kind: 'alive' });
  }

  private async startOwn(): Promise<void> {
    clearInterval(this.pulse);
    this.port?.close();
    this.port = null;
    if (!this.isWaiting()) return;
    const hub = await this.options.openOwn();
    // Who waited may have left, or come back over a worker.
    if (!this.isWaiting()) return;
    this.own = (message) => hub.take(this.page, message);
    if (this.wish !== null) this.own({ kind: 'want', wish: this.wish });
  }

  private isWaiting(): boolean {
    return this.wish !== null && this.own === null && this.port === null;
  }

  private send(message: ToHub): void {
    if (this.own !== null) this.own(message);
    else this.port?.postMessage(message);
  }

  private heard(message: FromHub): void {
    this.unanswered = 0;
    if (message.kind !== 'alive' && this.wish !== null) this.options.hear(message);
  }
}

import type { Frame } from '../frames';

export type Verdict = 'apply' | 'ignore' | 'gap';

const answers: ReadonlySet<string> = new Set(['welcome', 'connected', 'subscribed', 'unsubscribed', 'paused', 'resumed', 'error']);

/** Where this tab stands in the server's sequence: what to resume from, and whether a frame fits. */
export class Sequence {
  private epoch: string | null = null;
  private last: number | null = null;

  /** `EPOCH:SEQ` to resume from, or null while nothing was seen. */
  get position(): string | null {
    return this.epoch === null || this.last === null ? null : `${this.epoch}:${this.last}`;
  }

  forget(): void {
    this.epoch = null;
    this.last = null;
  }

  judge(frame: Frame): Verdict {
    const { epoch, seq, type } = frame;
    if (epoch === null || seq === null) return 'apply';
    // A welcome or an answer says where the server stands; what lies between comes after it.
    if (answers.has(type)) return 'apply';
    if (epoch !== this.epoch || this.last === null) {
      this.epoch = epoch;
      this.last = seq;
      return 'apply';
    }
    if (type === 'heartbeat' || type === 'pong') return seq > this.last ? 'gap' : 'apply';
    // A slow reader is brought to the latest snapshot: whole states with a number that jumps. A change that jumps has lost its base.
    if (seq > this.last + 1 && !frame.whole) return 'gap';
    // A snapshot that was asked for again names for each part when that last changed.
    if (seq < this.last) return frame.whole ? 'apply' : 'ignore';
    this.last = seq;
    return 'apply';
  }
}

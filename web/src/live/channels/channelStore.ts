import type { Frame } from '../frames';
import type { LinkState } from '../link/connection';
import { applyChannelFrame, emptyChannels, type ChannelState } from './channelState';

// From page to page the channels stay.
const KEEP_MS = 5_000;

/** What the control plane's channels said, while any page shows something of them. */
export class ChannelStore {
  private state = emptyChannels;
  private readonly listeners = new Set<() => void>();
  private leaving: ReturnType<typeof setTimeout> | undefined;
  private scheduled = false;

  constructor(
    private readonly onNextFrame: (callback: () => void) => void,
    private readonly onWanted: (isWanted: boolean) => void,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    clearTimeout(this.leaving);
    if (this.listeners.size === 1) this.onWanted(true);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.leaving = setTimeout(() => this.leave(), KEEP_MS);
    };
  };

  readonly snapshot = (): ChannelState => this.state;

  accept(frame: Frame): void {
    this.replace(applyChannelFrame(this.state, frame));
  }

  setLink(link: LinkState): void {
    this.replace({ ...this.state, link });
  }

  forget(): void {
    this.replace({ ...emptyChannels, link: this.state.link });
  }

  private leave(): void {
    this.forget();
    this.onWanted(false);
  }

  private replace(next: ChannelState): void {
    if (next === this.state) return;
    this.state = next;
    if (this.scheduled) return;
    this.scheduled = true;
    this.onNextFrame(() => {
      this.scheduled = false;
      for (const listener of this.listeners) listener();
    });
  }
}

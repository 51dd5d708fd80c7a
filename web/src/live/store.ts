import type { Family, FamilyData, Reading } from '~/api/families';
import type { LinkState } from './link/connection';
import type { Frame } from './frames';
import { applyFrame, applyReading, emptyState, type LiveState } from './state';

export interface Snapshot extends LiveState {
  readonly link: LinkState;
}

type Listener = () => void;

/** Holds what the socket said. Frames are applied as they come; readers hear of it once per animation frame. */
export class LiveStore {
  private state: Snapshot = { ...emptyState, link: { kind: 'connecting' } };
  private readonly listeners = new Set<Listener>();
  private scheduled = false;
  private router: string | undefined;

  constructor(
    private readonly now: () => number,
    private readonly onNextFrame: (callback: () => void) => void,
  ) {}

  readonly subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): Snapshot => this.state;

  accept(frame: Frame): void {
    const next = applyFrame(this.state, frame, this.now());
    if (next !== this.state) this.replace({ ...next, link: this.state.link });
  }

  /** A REST answer counts only if it is newer than what the socket brought. False where it is about another router. */
  offer<Name extends Family>(family: Name, reading: Reading<FamilyData[Name]>): boolean {
    if (this.router !== undefined && reading.router !== null && reading.router !== this.router) return false;
    const known = this.state.readings[family];
    if (known !== undefined && observedAt(known) >= observedAt(reading)) return true;
    this.replace({ ...applyReading(this.state, family, reading), link: this.state.link });
    return true;
  }

  setLink(link: LinkState): void {
    this.replace({ ...this.state, link });
  }

  /** Whose figures are held from now on; those of another one are gone. */
  turnTo(router: string | undefined): void {
    if (router !== this.router && this.router !== undefined) this.forget();
    this.router = router;
  }

  forget(): void {
    this.replace({ ...emptyState, link: this.state.link });
  }

  private replace(state: Snapshot): void {
    this.state = state;
    if (this.scheduled) return;
    this.scheduled = true;
    this.onNextFrame(() => {
      this.scheduled = false;
      for (const listener of this.listeners) listener();
    });
  }
}

function observedAt(reading: Reading<unknown>): number {
  return reading.receivedAt - reading.ageSeconds * 1000;
}

import type { Frame } from './frames';
import type { LinkState } from './link/connection';
import { HubLine } from './link/line';
import type { FromHub, Home, Wish } from './link/messages';
import { nextFrame } from './nextFrame';
import { LiveStore } from './store';

/** The control plane's channels that pages show something of. */
const CHANNELS = ['backends', 'metrics', 'security', 'status'];

/** A store beside the router's, which travels with the pages that show what it holds. */
export interface Beside {
  accept(frame: Frame): void;
  setLink(link: LinkState): void;
  forget(): void;
}

export interface Standing {
  readonly home: Home;
  readonly person: string | null;
  /** The one that the page is about; undefined while nobody says which is the default one. */
  readonly router: string | undefined;
}

/** Everything live that a page hears, of one router at a time: its stores and its line to the hub. */
export class TabLive {
  readonly store = new LiveStore(() => performance.now(), nextFrame);

  private readonly line = new HubLine({
    hear: (message) => this.hear(message),
    // A worker of another build has another address: versions never share one.
    openWorker: () =>
      typeof SharedWorker === 'undefined' ? null : new SharedWorker(new URL('./link/hubWorker.ts', import.meta.url), { type: 'module', name: 'farol' }),
    openOwn: async () => {
      const [{ Hub }, { surroundings }] = await Promise.all([import('./link/hub'), import('./link/surroundings')]);
      return new Hub(surroundings);
    },
  });

  private channels: Beside | null = null;
  private wantsChannels = false;
  private standing: Standing | null = null;
  private person: string | null | undefined;
  private isTurning = false;

  constructor(private readonly onOtherPerson: () => void) {}

  /** Where to ask, about what and as whom; again whenever that is another. What another person was shown is gone, and what another router said. */
  stand(standing: Standing): void {
    if (this.person !== undefined && this.person !== standing.person) {
      this.store.forget();
      this.channels?.forget();
    }
    this.person = standing.person;
    this.store.turnTo(standing.router);
    this.isTurning ||= this.standing !== null && this.standing.router !== standing.router;
    this.standing = standing;
    this.wish();
  }

  leave(): void {
    this.standing = null;
    this.line.leave();
  }

  /** The store of the control plane's channels: made by the first who asks, who says what it is. */
  channelStore<Store extends Beside>(make: (onWanted: (isWanted: boolean) => void) => Store): Store {
    if (this.channels !== null) return this.channels as Store;
    const store = make((isWanted) => {
      this.wantsChannels = isWanted;
      this.wish();
    });
    store.setLink(this.store.snapshot().link);
    this.channels = store;
    return store;
  }

  readonly retryNow = (): void => this.line.retryNow();

  private wish(): void {
    if (this.standing === null) return;
    const wish: Wish = { ...this.standing, channels: this.wantsChannels ? CHANNELS : [] };
    this.line.want(wish);
  }

  private hear(message: FromHub): void {
    switch (message.kind) {
      case 'frame': {
        const { frame } = message;
        // Still on its way from the link before: the new one first says how it stands.
        if (this.isTurning) return;
        if (frame.channel === null || frame.channel === 'monitor') this.store.accept(frame);
        else this.channels?.accept(frame);
        break;
      }
      case 'link': {
        this.isTurning = false;
        const link = inPageTime(message.link);
        this.store.setLink(link);
        this.channels?.setLink(link);
        break;
      }
      case 'person':
        this.onOtherPerson();
        break;
      case 'alive':
        break;
    }
  }
}

function inPageTime(link: LinkState): LinkState {
  const by = performance.timeOrigin;
  switch (link.kind) {
    case 'open':
      return { ...link, since: link.since - by };
    case 'reconnecting':
      return { ...link, lostAt: link.lostAt - by, retryAt: link.retryAt - by };
    case 'connecting':
    case 'closed':
      return link;
  }
}

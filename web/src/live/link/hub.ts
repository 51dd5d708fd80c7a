import { LiveConnection, type Follow, type LinkState } from './connection';
import type { FromHub, ToHub, Wish } from './messages';

/** One page, as the hub sees it. */
export interface Page {
  readonly say: (message: FromHub) => void;
}

export interface Surroundings {
  readonly origin: string;
  readonly open: (url: string) => WebSocket;
  /** Milliseconds since 1970, never backwards. */
  readonly now: () => number;
  readonly random: () => number;
}

interface Seat {
  readonly page: Page;
  wish: Wish;
  heardAt: number;
}

interface Link {
  readonly connection: LiveConnection;
  readonly seats: Set<Seat>;
  state: LinkState;
  person: string | null;
}

// A hidden tab may run its timers once a minute only.
const MAX_SILENCE_MS = 150_000;

/** Shares one socket a router between pages: lives in a worker where the browser has one for all tabs, else in the page. */
export class Hub {
  private readonly links = new Map<string, Link>();
  private readonly seats = new Map<Page, Seat>();

  constructor(private readonly surroundings: Surroundings) {}

  take(page: Page, message: ToHub): void {
    const seat = this.seats.get(page);
    if (seat !== undefined) seat.heardAt = this.surroundings.now();
    switch (message.kind) {
      case 'want':
        this.want(page, seat, message.wish);
        break;
      case 'retry':
        if (seat !== undefined) this.links.get(keyOf(seat.wish))?.connection.retryNow();
        break;
      case 'alive':
        page.say({ kind: 'alive' });
        this.dropTheSilent();
        break;
      case 'leave':
        this.leave(page);
        break;
    }
  }

  private want(page: Page, known: Seat | undefined, wish: Wish): void {
    if (known !== undefined && keyOf(known.wish) !== keyOf(wish)) {
      this.leave(page);
      this.want(page, undefined, wish);
      return;
    }
    const seat = known ?? { page, wish, heardAt: this.surroundings.now() };
    const come = wish.channels.some((channel) => !seat.wish.channels.includes(channel));
    seat.wish = wish;
    this.seats.set(page, seat);
    const link = this.links.get(keyOf(wish));
    if (link === undefined) this.open(seat);
    else this.join(link, seat, known === undefined || come);
  }

  private open(seat: Seat): void {
    const { wish } = seat;
    const seats = new Set([seat]);
    const connection = new LiveConnection({
      ...this.surroundings,
      first: wish.home === 'control' ? 'status' : 'monitor',
      url: (since) => addressOf(this.surroundings.origin, wish, since),
      onFrame: (frame) => tell(seats, { kind: 'frame', frame }),
      onState: (state) => {
        link.state = state;
        tell(seats, { kind: 'link', link: state });
      },
    });
    const link: Link = { connection, seats, state: { kind: 'connecting' }, person: wish.person };
    this.links.set(keyOf(wish), link);
    connection.follow(follows(seats));
    connection.start();
  }

  /** Late comers hear everything once more; those who were there already are told nothing wrong by it. */
  private join(link: Link, seat: Seat, isLate: boolean): void {
    const isNew = !link.seats.has(seat);
    link.seats.add(seat);
    link.connection.follow(follows(link.seats));
    if (isNew) seat.page.say({ kind: 'link', link: link.state });
    if (link.person !== seat.wish.person) this.becomeOther(link, seat);
    else if (isLate && link.state.kind === 'open') link.connection.refresh();
  }

  private becomeOther(link: Link, seat: Seat): void {
    const { person } = seat.wish;
    link.person = person;
    link.connection.restart();
    for (const other of link.seats) {
      if (other.wish.person === person) continue;
      other.wish = { ...other.wish, person };
      other.page.say({ kind: 'person' });
    }
  }

  private leave(page: Page): void {
    const seat = this.seats.get(page);
    if (seat === undefined) return;
    this.seats.delete(page);
    const key = keyOf(seat.wish);
    const link = this.links.get(key);
    if (link === undefined) return;
    link.seats.delete(seat);
    if (link.seats.size > 0) {
      link.connection.follow(follows(link.seats));
      return;
    }
    this.links.delete(key);
    link.connection.stop();
  }

  /** A page that crashed says no good-bye. */
  private dropTheSilent(): void {
    const now = this.surroundings.now();
    for (const [page, { heardAt }] of this.seats) if (now - heardAt > MAX_SILENCE_MS) this.leave(page);
  }
}

function tell(seats: ReadonlySet<Seat>, message: FromHub): void {
  for (const { page } of seats) page.say(message);
}

function keyOf({ home, router }: Wish): string {
  return `${home} ${router ?? ''}`;
}

function follows(seats: ReadonlySet<Seat>): readonly Follow[] {
  const [first] = seats;
  if (first?.wish.home !== 'control') return [];
  const channels = new Set([...seats].flatMap(({ wish }) => wish.channels));
  channels.delete('status');
  return [{ channel: 'monitor', router: first.wish.router }, ...[...channels].sort().map((channel) => ({ channel }))];
}

function addressOf(origin: string, { home, router }: Wish, since: string | null): string {
  const url = new URL(home === 'control' ? '/api/ws/status' : '/ws/monitor', origin);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  if (home === 'monitor' && router !== undefined) url.searchParams.set('router', router);
  if (since !== null) url.searchParams.set('since', since);
  return url.href;
}

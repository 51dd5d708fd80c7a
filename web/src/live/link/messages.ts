import type { Frame } from '../frames';
import type { LinkState } from './connection';

/** Where the one socket goes: to the control plane, which passes on the monitor's view too, or to a port that has the monitor alone. */
export type Home = 'control' | 'monitor';

/** What a page wants to hear. */
export interface Wish {
  readonly home: Home;
  readonly router: string | undefined;
  readonly channels: readonly string[];
  /** Who is logged in here; another one hears other things. */
  readonly person: string | null;
}

export type ToHub =
  | { readonly kind: 'want'; readonly wish: Wish }
  | { readonly kind: 'retry' }
  | { readonly kind: 'alive' }
  | { readonly kind: 'leave' };

export type FromHub =
  /** Times are in milliseconds since 1970: the hub's own clock started at another moment than the page's. */
  | { readonly kind: 'link'; readonly link: LinkState }
  | { readonly kind: 'frame'; readonly frame: Frame }
  /** Another page of this browser logged in or out. */
  | { readonly kind: 'person' }
  | { readonly kind: 'alive' };

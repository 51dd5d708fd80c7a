import type { TFunction } from 'i18next';
import type { Tone } from '~/design/Status';
import type { RequestLine } from './sample';

const reasons = ['algorithm', 'sticky', 'spilled', 'panic', 'none_usable', 'all_full', 'all_tried'] as const;

/** Why a request went where it did, in words; a reason of a newer program as it is called. */
export function reasonOf(t: TFunction, why: string): string {
  const known = reasons.find((reason) => reason === why);
  return known === undefined ? why : t(`requests.reason.${known}`);
}

/** What answered well needs no colour. */
export function toneOf({ status }: Pick<RequestLine, 'status'>): Tone {
  if (status === null || status >= 500) return 'bad';
  return status >= 400 ? 'warn' : 'muted';
}

export function addressOf({ host, path }: Pick<RequestLine, 'host' | 'path'>): string {
  return `${host ?? ''}${path ?? ''}`;
}

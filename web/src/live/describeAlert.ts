import type { TFunction } from 'i18next';
import type { Formats } from '~/i18n/formats';
import { serverText } from '~/i18n/serverText';
import type { Alert } from './alert';

const MAX_PLACES = 3;

/** What happened in the operator's language; kinds that this console does not know keep the server's words. */
export function describeAlert(t: TFunction, formats: Formats, alert: Alert): string {
  switch (alert.kind) {
    case 'subscribers_dropped':
      if (alert.lost === null || alert.before === null || alert.before === 0) return t('alert.dropped');
      return t('alert.droppedCount', { lost: formats.integer(alert.lost), before: formats.integer(alert.before), share: formats.percent((alert.lost / alert.before) * 100) });
    case 'router_unreachable':
      return t('alert.unreachable');
    case 'router_unreadable':
      return t('alert.unreadable');
    default:
      return serverText(alert.title);
  }
}

/** Where it happened, as far as the router can say. */
export function describePlaces(t: TFunction, formats: Formats, alert: Alert): string | null {
  if (alert.places.length === 0) return serverText(alert.detail);
  return alert.places
    .slice(0, MAX_PLACES)
    .map(({ kind, name, lost }) => t('alert.place', { place: `${kind ?? ''} ${name ?? ''}`.trim(), lost: lost === null ? '?' : formats.integer(lost) }))
    .join(', ');
}

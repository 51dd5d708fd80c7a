import { useTranslation } from '~/i18n/useTranslation';
import type { AlertRow } from '~/api/alerts';
import { Status } from '~/design/Status';
import { useWallClock } from '~/live/useWallClock';

/** Whether it fires, is kept quiet, or is over. */
export function AlertState({ row }: { readonly row: AlertRow }) {
  const { t } = useTranslation();
  const now = useWallClock();
  if (row.status === 'resolved') return <Status tone="good">{t('alerts.resolved')}</Status>;
  if (row.silenced_until !== null && Date.parse(row.silenced_until) / 1000 > now) return <Status tone="muted">{t('alerts.silenced')}</Status>;
  return <Status tone={row.severity === 'critical' ? 'bad' : row.severity === 'info' ? 'muted' : 'warn'}>{t('alerts.firing')}</Status>;
}

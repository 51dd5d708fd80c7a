import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { Panel } from '~/design/Panel';
import { Empty, Failure, Skeleton } from '~/design/States';
import { Status, type Tone } from '~/design/Status';
import { useFormats } from '~/i18n/formats';
import type { Alert } from '~/live/alert';
import { describeAlert, describePlaces } from '~/live/describeAlert';
import { useAlerts } from '~/live/useAlerts';
import styles from './EventsPanel.module.css';

const MAX_ROWS = 12;

export function EventsPanel() {
  const { t } = useTranslation();
  const { alerts, pending, error } = useAlerts();
  return (
    <Panel title={t('overview.events')} flush busy={pending}>
      {alerts.length === 0 && pending && <Skeleton rows={4} />}
      {alerts.length === 0 && error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {alerts.length === 0 && !pending && error === null && <Empty>{t('overview.noEvents')}</Empty>}
      <ol className={styles.events}>
        {alerts.slice(0, MAX_ROWS).map((alert) => (
          <EventRow key={alert.id} alert={alert} />
        ))}
      </ol>
    </Panel>
  );
}

function EventRow({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const started = alert.startedAt === null ? null : Date.parse(alert.startedAt) / 1000;
  const ended = alert.endedAt === null ? null : Date.parse(alert.endedAt) / 1000;
  const tone: Tone = ended !== null || alert.severity === 'info' ? 'muted' : alert.severity === 'warning' ? 'warn' : 'bad';
  return (
    <li className={styles.event}>
      <time className={styles.time} dateTime={alert.startedAt ?? undefined}>
        {started !== null && formats.dateTime(started)}
      </time>
      <span className={styles.message}>
        {describeAlert(t, formats, alert)} <span className={styles.where}>{describePlaces(t, formats, alert)}</span>
      </span>
      <Status tone={tone}>{ended === null ? (alert.severity === 'info' ? t('alert.note') : t('alert.open')) : started === null ? t('alert.over') : t('alert.lasted', { duration: formats.seconds(ended - started) })}</Status>
    </li>
  );
}

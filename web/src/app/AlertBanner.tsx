import { useTranslation } from '~/i18n/useTranslation';
import { useFormats } from '~/i18n/formats';
import { describeAlert, describePlaces } from '~/live/describeAlert';
import { useAlerts } from '~/live/useAlerts';
import styles from './AlertBanner.module.css';

const URGENT = new Set(['critical', 'major', 'error']);

/** Incidents that are still open, above whatever page the operator is on. */
export function AlertBanner() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { alerts } = useAlerts();
  const open = alerts.filter((alert) => alert.endedAt === null && URGENT.has(alert.severity));
  if (open.length === 0) return null;
  return (
    <div className={styles.banners}>
      {open.map((alert) => (
        <div key={alert.id} className={styles.banner} role="alert">
          <strong>{describeAlert(t, formats, alert)}</strong>
          <span>{describePlaces(t, formats, alert)}</span>
          {alert.startedAt !== null && <span className={styles.since}>{t('alert.since', { time: formats.time(Date.parse(alert.startedAt) / 1000) })}</span>}
        </div>
      ))}
    </div>
  );
}

import { useTranslation } from '~/i18n/useTranslation';
import { serverText } from '~/i18n/serverText';
import { Status, type Tone } from './Status';
import { useFormats } from '~/i18n/formats';
import styles from './EventList.module.css';
import './texts';

export interface ShownEvent {
  readonly id: string;
  readonly severity: string | null;
  readonly timestamp: string | null;
  readonly description: string | null;
  readonly source: string | null;
  readonly count: number | null;
}

const tones: Readonly<Record<string, Tone>> = { info: 'muted', low: 'muted', medium: 'warn', high: 'bad', critical: 'bad' };
const words = ['info', 'low', 'medium', 'high', 'critical'] as const;

/** What happened, the newest first: when, how bad, what, from where. */
export function EventList({ events }: { readonly events: readonly ShownEvent[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <ul className={styles.events}>
      {events.map((event) => {
        const word = words.find((known) => known === event.severity);
        return (
          <li key={event.id} className={styles.event}>
            <span className={styles.time}>{event.timestamp === null ? '' : formats.dateTime(Date.parse(event.timestamp) / 1000)}</span>
            <Status tone={tones[event.severity ?? ''] ?? 'muted'}>{word === undefined ? event.severity : t(`security.severity.${word}`)}</Status>
            <span className={styles.what}>
              {serverText(event.description)}
              {event.count !== null && event.count > 1 && <strong> ×{formats.integer(event.count)}</strong>}
            </span>
            <span className={styles.source}>{event.source}</span>
          </li>
        );
      })}
    </ul>
  );
}

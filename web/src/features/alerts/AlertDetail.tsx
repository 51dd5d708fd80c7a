import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import type { AlertRow } from '~/api/alerts';
import { Button } from '~/design/Button';
import { FactList, type Fact } from '~/design/FactList';
import form from '~/design/Form.module.css';
import { Panel } from '~/design/Panel';
import { Unknown } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import { serverText } from '~/i18n/serverText';
import { AcknowledgeDialog } from './AcknowledgeDialog';
import styles from './AlertDetail.module.css';
import { AlertState } from './AlertState';
import { severityWord } from './severityWord';
import { SilenceDialog } from './SilenceDialog';

interface Props {
  readonly row: AlertRow;
  readonly mayWrite: boolean;
  readonly onClose: () => void;
}

export function AlertDetail({ row, mayWrite, onClose }: Props) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<'ack' | 'silence' | null>(null);
  const annotations = Object.entries(row.annotations).map(([name, value]) => ({ label: name === 'summary' || name === 'description' ? t(`alerts.annotation.${name}`) : name, value: serverText(value) }));
  const pairs = (words: Readonly<Record<string, string>>): readonly Fact[] => Object.entries(words).map(([label, value]) => ({ label, value }));
  return (
    <Panel title={row.name === null || row.name === '' ? t('alerts.one') : row.name} aside={<Button onClick={onClose}>{t('action.close')}</Button>}>
      <div className={form.form}>
        <div className={form.whole}>
          <FactList facts={useFacts(row)} />
        </div>
        <div className={form.whole}>
          <h3 className={styles.heading}>{t('alerts.labels')}</h3>
          <FactList facts={pairs(row.labels)} />
        </div>
        {Object.keys(row.annotations).length > 0 && (
          <div className={`${form.whole ?? ''} ${styles.long ?? ''}`}>
            <h3 className={styles.heading}>{t('alerts.annotations')}</h3>
            <FactList facts={annotations} />
          </div>
        )}
        {mayWrite ? (
          <div className={form.buttons}>
            {row.status === 'firing' && <Button onClick={() => setAsked('silence')}>{t('alerts.silence')}</Button>}
            {row.status === 'firing' && row.acknowledged !== true && (
              <Button tone="primary" onClick={() => setAsked('ack')}>
                {t('alerts.acknowledge')}
              </Button>
            )}
          </div>
        ) : (
          <p className={form.whole}>{t('alerts.needsOperator')}</p>
        )}
      </div>
      {asked === 'ack' && <AcknowledgeDialog row={row} onClose={() => setAsked(null)} />}
      {asked === 'silence' && <SilenceDialog row={row} onClose={() => setAsked(null)} />}
    </Panel>
  );
}

function useFacts(row: AlertRow): readonly Fact[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const unknown = <Unknown reason={t('alerts.notTold')} />;
  const time = (at: string | null) => (at === null ? unknown : formats.fullDate(Date.parse(at) / 1000));
  const count = (value: number | null) => (value === null ? unknown : formats.integer(value));
  const source = webAddress(row.generator_url);
  const silenced = webAddress(row.silence_url);
  return [
    { label: t('alerts.state'), value: <AlertState row={row} /> },
    { label: t('alerts.severity'), value: severityWord(t, row.severity) ?? unknown },
    { label: t('alerts.since'), value: time(row.starts_at) },
    ...(row.ends_at === null ? [] : [{ label: t('alerts.until'), value: time(row.ends_at) }]),
    { label: t('alerts.fingerprint'), value: row.fingerprint ?? unknown },
    { label: t('alerts.occurrences'), value: count(row.occurrences) },
    { label: t('alerts.received'), value: count(row.received) },
    { label: t('alerts.receiver'), value: row.receiver ?? unknown },
    { label: t('alerts.lastSeen'), value: time(row.last_seen) },
    { label: t('alerts.looksAfter'), value: row.acknowledged === true ? t('alerts.by', { who: row.acknowledged_by ?? '', time: row.acknowledged_at === null ? '' : formats.dateTime(Date.parse(row.acknowledged_at) / 1000) }) : t('alerts.nobody') },
    ...(row.comment === null ? [] : [{ label: t('alerts.comment'), value: row.comment }]),
    ...(row.silenced_until === null ? [] : [{ label: t('alerts.silencedUntil'), value: silenced === null ? time(row.silenced_until) : <a href={silenced} target="_blank" rel="noreferrer">{time(row.silenced_until)}</a> }]),
    ...(source === null ? [] : [{ label: t('alerts.source'), value: <a href={source} target="_blank" rel="noreferrer">{t('alerts.openSource')}</a> }]),
  ];
}

/** What came from outside is a link only where it leads to a page. */
function webAddress(url: string | null): string | null {
  return url !== null && /^https?:\/\//i.test(url) ? url : null;
}

import { useTranslation } from '~/i18n/useTranslation';
import { FactList } from '~/design/FactList';
import { Status } from '~/design/Status';
import { Unknown } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import type { LookUpResult, SubscriberRecord, SubscriberSession } from './lookUp';
import styles from './LookUpPanel.module.css';

const MAX_RECORDS = 3;

export function LookUpAnswer({ result }: { readonly result: LookUpResult }) {
  const { t } = useTranslation();
  return (
    <div className={styles.answer}>
      {result.sessions.map((session, index) => (
        <SessionFacts key={index} session={session} />
      ))}
      {result.sessions.length === 0 && <Status tone={result.online === null ? 'muted' : 'bad'}>{result.online === null ? t('lookUp.unknown') : t('lookUp.offline')}</Status>}
      {result.last_offline.slice(0, MAX_RECORDS).map((record, index) => (
        <RecordLine key={index} label={t('lookUp.lastOffline')} record={record} />
      ))}
      {result.last_failures.slice(0, MAX_RECORDS).map((record, index) => (
        <RecordLine key={index} label={t('lookUp.lastFail')} record={record} />
      ))}
    </div>
  );
}

function SessionFacts({ session }: { readonly session: SubscriberSession }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const word = (value: string | number | null) => (value === null || value === '' ? <Unknown /> : value);
  const rate = (value: number | null) => (value === null ? <Unknown /> : formats.bitRateText(value));
  const bytes = (value: number | null) => (value === null ? <Unknown /> : formats.bytes(value));
  const vlans = [session.pe_vlan, session.ce_vlan].filter((vlan) => vlan !== null).join(' / ');
  return (
    <>
      <Status tone="good">{t('lookUp.online')}</Status>
      <FactList
        facts={[
          { label: t('lookUp.key.login'), value: word(session.login) },
          { label: t('lookUp.ipv4'), value: word(session.ip_address) },
          { label: t('lookUp.ipv6'), value: word(session.ipv6_address ?? session.ipv6_prefix) },
          { label: t('lookUp.key.mac'), value: word(session.mac) },
          { label: t('lookUp.delegated'), value: word(session.ipv6_delegated_prefix) },
          { label: t('lookUp.interface'), value: word(session.interface) },
          { label: t('lookUp.vlans'), value: word(vlans) },
          { label: t('domains.domain'), value: word(session.domain) },
          { label: t('lookUp.access'), value: word(session.access_type) },
          { label: t('lookUp.since'), value: word(session.since) },
          { label: t('traffic.down'), value: rate(session.downstream_bps) },
          { label: t('traffic.up'), value: rate(session.upstream_bps) },
          { label: t('lookUp.downloaded'), value: bytes(session.downstream_bytes) },
          { label: t('lookUp.uploaded'), value: bytes(session.upstream_bytes) },
        ]}
      />
    </>
  );
}

function RecordLine({ label, record }: { readonly label: string; readonly record: SubscriberRecord }) {
  const at = record.offline_at ?? record.login_at;
  return (
    <p>
      <strong>{label}</strong>
      {': '}
      {[record.reason, record.underlying_reason, record.reply_message].filter(Boolean).join(' · ') || <Unknown />}
      {at !== null && ` · ${at}`}
      {record.interface !== null && ` · ${record.interface}`}
    </p>
  );
}

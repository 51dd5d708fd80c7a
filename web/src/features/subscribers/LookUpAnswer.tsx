import { useTranslation } from 'react-i18next';
import { FactList } from '~/design/FactList';
import { Status } from '~/design/Status';
import { Unknown } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import type { LookUpResult, SubscriberRecord, SubscriberSession } from './lookUp';
import styles from './LookUpPanel.module.css';

export function LookUpAnswer({ result }: { readonly result: LookUpResult }) {
  const { t } = useTranslation();
  return (
    <div className={styles.answer}>
      {result.sessions.map((session, index) => (
        <SessionFacts key={index} session={session} />
      ))}
      {result.sessions.length === 0 && <Status tone={result.online === null ? 'muted' : 'bad'}>{result.online === null ? t('lookUp.unknown') : t('lookUp.offline')}</Status>}
      {result.sessions.length === 0 && result.reason !== null && <p>{result.reason}</p>}
      {result.lastOffline !== null && <RecordLine label={t('lookUp.lastOffline')} record={result.lastOffline} />}
      {result.lastFail !== null && <RecordLine label={t('lookUp.lastFail')} record={result.lastFail} />}
    </div>
  );
}

function SessionFacts({ session }: { readonly session: SubscriberSession }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const word = (value: string | number | null) => (value === null || value === '' ? <Unknown /> : value);
  const rate = (value: number | null) => (value === null ? <Unknown /> : formats.bitRateText(value));
  const bytes = (value: number | null) => (value === null ? <Unknown /> : formats.bytes(value));
  const vlans = session.vlans ?? session.vlan ?? (session.pe_vlan === null ? null : `${session.pe_vlan}/${session.ce_vlan ?? ''}`);
  return (
    <>
      <Status tone="good">{t('lookUp.online')}</Status>
      <FactList
        facts={[
          { label: t('lookUp.key.login'), value: word(session.login) },
          { label: t('lookUp.ipv4'), value: word(session.ip ?? session.ipv4 ?? session.ip_address) },
          { label: t('lookUp.ipv6'), value: word(session.ipv6 ?? session.ipv6_address ?? session.ipv6_prefix) },
          { label: t('lookUp.key.mac'), value: word(session.mac) },
          { label: t('lookUp.interface'), value: word(session.interface) },
          { label: t('lookUp.vlans'), value: word(Array.isArray(vlans) ? vlans.join(' / ') : vlans) },
          { label: t('domains.domain'), value: word(session.domain) },
          { label: t('lookUp.access'), value: word(session.access_type) },
          { label: t('lookUp.since'), value: session.since === null ? <Unknown /> : formats.dateTime(Date.parse(session.since) / 1000) },
          { label: t('traffic.down'), value: rate(session.down_bps) },
          { label: t('traffic.up'), value: rate(session.up_bps) },
          { label: t('lookUp.downloaded'), value: bytes(session.down_bytes) },
          { label: t('lookUp.uploaded'), value: bytes(session.up_bytes) },
        ]}
      />
    </>
  );
}

function RecordLine({ label, record }: { readonly label: string; readonly record: SubscriberRecord }) {
  const formats = useFormats();
  const at = record.timestamp ?? record.at;
  return (
    <p>
      <strong>{label}</strong>
      {': '}
      {record.reason ?? <Unknown />}
      {at !== null && ` · ${formats.dateTime(Date.parse(at) / 1000)}`}
      {record.interface !== null && ` · ${record.interface}`}
    </p>
  );
}

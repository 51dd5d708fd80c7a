import { useTranslation } from '~/i18n/useTranslation';
import { CopyField } from '~/design/CopyField';
import styles from './Hosts.module.css';
import { zoneLine, type Host } from './hosts';

/** What to publish in the DNS, to the letter. */
export function Record({ row }: { readonly row: Host }) {
  const { t } = useTranslation();
  const { name, type, value } = row.record;
  const note = row.method === 'platform' ? t('hosts.recordNotNeeded') : row.state === 'pending' ? t('hosts.recordToMake') : t('hosts.recordToKeep');
  return (
    <section className={styles.record}>
      <h3>{t('hosts.record')}</h3>
      <p className={styles.quiet}>{note}</p>
      <CopyField label={t('hosts.recordName')} text={name} />
      <CopyField label={t('hosts.recordType')} text={type} />
      <CopyField label={t('hosts.recordValue')} text={value} />
      <CopyField label={t('hosts.zoneLine')} text={zoneLine(row.record)} note={t('hosts.zoneLineNote')} />
    </section>
  );
}

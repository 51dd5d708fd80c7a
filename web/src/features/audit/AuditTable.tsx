import { useTranslation } from '~/i18n/useTranslation';
import table from '~/design/Table.module.css';
import { UnknownCell } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import { serverText } from '~/i18n/serverText';
import type { Entry } from './audit';
import styles from './AuditTable.module.css';
import { Result } from './Result';

interface Props {
  readonly entries: readonly Entry[];
  readonly withTenant: boolean;
  readonly chosen: number | undefined;
  readonly onChoose: (sequence: number) => void;
}

export function AuditTable({ entries, withTenant, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className={table.scroll} tabIndex={0} role="group" aria-label={t('audit.title')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('audit.when')}</th>
            <th scope="col">{t('audit.actor')}</th>
            <th scope="col">{t('audit.action')}</th>
            <th scope="col">{t('audit.target')}</th>
            <th scope="col">{t('audit.result')}</th>
            <th scope="col">{t('audit.address')}</th>
            <th scope="col">{t('audit.detail')}</th>
            {withTenant && <th scope="col">{t('audit.tenant')}</th>}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.sequence} aria-current={entry.sequence === chosen || undefined}>
              <th scope="row">
                <button type="button" className={table.choose} onClick={() => onChoose(entry.sequence)}>
                  {entry.at === null ? formats.integer(entry.sequence) : formats.dateTime(Date.parse(entry.at) / 1000)}
                </button>
              </th>
              <td>{serverText(entry.actor, 'record')}</td>
              <td>{entry.action}</td>
              <td className={styles.target} title={entry.target ?? undefined}>
                {serverText(entry.target, 'record')}
              </td>
              <td>
                <Result name={entry.result} />
              </td>
              <td>{entry.address ?? <UnknownCell reason={t('audit.byProgram')} />}</td>
              <td className={`${table.wide ?? ''} ${table.quiet ?? ''}`} title={serverText(entry.detail, 'record') ?? undefined}>
                {serverText(entry.detail, 'record')}
              </td>
              {withTenant && <td className={table.quiet}>{entry.tenant_id ?? t('audit.installation')}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

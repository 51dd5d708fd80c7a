import { useTranslation } from '~/i18n/useTranslation';
import type { AlertRow } from '~/api/alerts';
import table from '~/design/Table.module.css';
import { UnknownCell } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import { serverText } from '~/i18n/serverText';
import { useWallClock } from '~/live/useWallClock';
import { AlertState } from './AlertState';
import { severityWord } from './severityWord';

interface Props {
  readonly rows: readonly AlertRow[];
  readonly withTenant: boolean;
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}

export function AlertTable({ rows, withTenant, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useWallClock();
  const lasted = ({ starts_at, ends_at }: AlertRow) => (starts_at === null ? null : (ends_at === null ? now : Date.parse(ends_at) / 1000) - Date.parse(starts_at) / 1000);
  return (
    <div className={table.scroll} tabIndex={0} role="group" aria-label={t('alerts.title')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('alerts.name')}</th>
            <th scope="col">{t('alerts.state')}</th>
            <th scope="col">{t('alerts.severity')}</th>
            <th scope="col">{t('alerts.since')}</th>
            <th scope="col">{t('alerts.lasted')}</th>
            <th scope="col">{t('alerts.summary')}</th>
            <th scope="col">{t('alerts.looksAfter')}</th>
            {withTenant && <th scope="col">{t('alerts.tenant')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const seconds = lasted(row);
            return (
              <tr key={row.id} aria-current={row.id === chosen || undefined}>
                <th scope="row">
                  <button type="button" className={table.choose} onClick={() => onChoose(row.id)}>
                    {row.name === null || row.name === '' ? row.fingerprint : row.name}
                  </button>
                </th>
                <td>
                  <AlertState row={row} />
                </td>
                <td>{severityWord(t, row.severity) ?? <UnknownCell reason={t('alerts.notTold')} />}</td>
                <td>{row.starts_at === null ? <UnknownCell reason={t('alerts.notTold')} /> : formats.dateTime(Date.parse(row.starts_at) / 1000)}</td>
                <td>{seconds === null ? <UnknownCell reason={t('alerts.notTold')} /> : formats.seconds(seconds)}</td>
                <td className={`${table.wide ?? ''} ${table.quiet ?? ''}`}>{serverText(row.annotations.summary ?? row.annotations.description ?? row.labels.instance ?? null)}</td>
                <td className={table.quiet}>{row.acknowledged === true ? row.acknowledged_by : t('alerts.nobody')}</td>
                {withTenant && <td className={table.quiet}>{row.tenant}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

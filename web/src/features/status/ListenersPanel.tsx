import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { Panel } from '~/design/Panel';
import { Skeleton } from '~/design/States';
import table from '~/design/Table.module.css';
import { statusQuery } from './status';

export function ListenersPanel() {
  const { t } = useTranslation();
  const { data } = useQuery(statusQuery);
  return (
    <Panel title={t('status.listeners')} flush busy={data === undefined}>
      {data === undefined && <Skeleton rows={4} />}
      {data !== undefined && (
        <div className={table.scroll} tabIndex={0} role="group" aria-label={t('status.listeners')}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t('status.endpoint')}</th>
                <th scope="col">{t('status.name')}</th>
                <th scope="col">{t('status.encrypted')}</th>
                <th scope="col">{t('status.where')}</th>
              </tr>
            </thead>
            <tbody>
              {data.listeners.map((row) => (
                <tr key={`${row.gateway ?? ''} ${row.endpoint ?? ''}`}>
                  <th scope="row">{row.endpoint}</th>
                  <td>{row.name}</td>
                  <td>{row.tls === true ? t('status.yes') : t('status.no')}</td>
                  <td className={table.quiet}>{row.gateway === null ? t('status.controlPlane') : t('status.gateway', { name: row.gateway })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

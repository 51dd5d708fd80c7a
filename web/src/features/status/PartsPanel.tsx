import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { Panel } from '~/design/Panel';
import { Failure, Skeleton } from '~/design/States';
import table from '~/design/Table.module.css';
import { serverText } from '~/i18n/serverText';
import { HealthState } from './HealthState';
import { healthQuery } from './status';

/** What `/health` says of each part. */
export function PartsPanel() {
  const { t } = useTranslation();
  const { data, error } = useQuery(healthQuery);
  return (
    <Panel title={t('status.parts')} flush busy={data === undefined && error === null}>
      {data === undefined && error === null && <Skeleton rows={4} />}
      {data === undefined && error !== null && <Failure title={t('status.unhealthy')} detail={describeProblem(t, error)} />}
      {data !== undefined && (
        <div className={table.scroll} tabIndex={0} role="group" aria-label={t('status.parts')}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t('status.name')}</th>
                <th scope="col">{t('status.state')}</th>
                <th scope="col">{t('status.reason')}</th>
              </tr>
            </thead>
            <tbody>
              {Object.entries(data.components).map(([name, part]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>
                    <HealthState name={part.status} />
                  </td>
                  <td className={`${table.wide ?? ''} ${table.quiet ?? ''}`} title={serverText(part.reason) ?? undefined}>
                    {serverText(part.reason)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

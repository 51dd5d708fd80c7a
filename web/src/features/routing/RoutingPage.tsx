import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { describeProblem } from '~/api/describeProblem';
import { Page } from '~/design/Page';
import { Panel } from '~/design/Panel';
import { Empty, Failure, Skeleton } from '~/design/States';
import table from '~/design/Table.module.css';
import { UnknownCell } from '~/design/Unknown';
import './texts';
import { routesQuery, type RouteRow } from './routing';
import { TesterPanel } from './TesterPanel';

export function RoutingPage() {
  const { t } = useTranslation();
  const { data, error } = useQuery(routesQuery);
  return (
    <Page title={t('nav.routes')}>
      <TesterPanel />
      <Panel title={t('routes.title')} flush busy={data === undefined && error === null} aside={data === undefined ? null : t('routes.count', { count: data.total_count ?? data.items.length })}>
        {data === undefined && error === null && <Skeleton rows={4} />}
        {data === undefined && error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
        {data?.items.length === 0 && <Empty>{t('routes.none')}</Empty>}
        {data !== undefined && data.items.length > 0 && <RouteTable rows={data.items} />}
      </Panel>
    </Page>
  );
}

function RouteTable({ rows }: { readonly rows: readonly RouteRow[] }) {
  const { t } = useTranslation();
  return (
    <div className={table.scroll} tabIndex={0} role="group" aria-label={t('routes.title')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('routes.host')}</th>
            <th scope="col">{t('routes.prefix')}</th>
            <th scope="col">{t('routes.methods')}</th>
            <th scope="col">{t('routes.target')}</th>
            <th scope="col">{t('routes.tenant')}</th>
            <th scope="col">{t('routes.managedBy')}</th>
            <th scope="col">{t('routes.name')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.tenant ?? ''}:${row.name}`}>
              <th scope="row">{row.host ?? <UnknownCell />}</th>
              <td>{row.path_prefix ?? <UnknownCell />}</td>
              <td className={table.quiet}>{row.methods.length === 0 ? t('routes.every') : row.methods.join(' ')}</td>
              <td>{row.pool ?? (row.redirect === null ? <UnknownCell /> : t('routes.redirect'))}</td>
              <td className={table.quiet}>{row.tenant}</td>
              <td className={table.quiet}>{row.managed_by}</td>
              <td className={table.quiet}>{row.name}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { routesQuery, type RouteRow } from '~/api/gateway';
import { sessionQuery } from '~/api/queries';
import { useMay } from '~/api/roles';
import { ownerOf, useListedTenant } from '~/api/tenants';
import { Beside } from '~/design/Beside';
import { Button } from '~/design/Button';
import { ExportTable, type ExportColumn } from '~/design/ExportTable';
import { Page } from '~/design/Page';
import { Panel } from '~/design/Panel';
import rows from '~/design/Rows.module.css';
import { Empty, Failure, Skeleton } from '~/design/States';
import table from '~/design/Table.module.css';
import { TenantPicker } from '~/design/TenantPicker';
import { UnknownCell } from '~/design/Unknown';
import { ManagedMark } from '~/editing/Standing';
import { RouteDetail } from './RouteDetail';
import { NewRoute } from './RouteForms';
import { TesterPanel } from './TesterPanel';
import { usePlace } from './usePlace';
import styles from './Routing.module.css';
import './texts';

/** Which requests go where, in the order that one is chosen by, and the tester that asks the gateway itself. */
export function RoutingPage() {
  const { t } = useTranslation();
  const { place, create, scope } = usePlace();
  const mayWrite = useMay('operator');
  const { data: person } = useQuery(sessionQuery);
  const detail = place.edit === 'new' ? <NewRoute key={place.pool ?? ''} /> : place.route === undefined ? null : <RouteDetail key={`${place.of ?? ''}:${place.route}`} name={place.route} of={place.of} />;
  return (
    <Page
      title={t('nav.routes')}
      aside={
        <div className={rows.aside}>
          <TenantPicker tenant={place.tenant} onChoose={scope} />
          {mayWrite ? (
            <Button tone="primary" onClick={create}>
              {t('routes.add')}
            </Button>
          ) : (
            <p className={rows.hint}>
              {t('routes.needsOperator')} {person == null && <Link to="/login" search={{ back: '/gateway/routes' }}>{t('session.login')}</Link>}
            </p>
          )}
        </div>
      }
    >
      <Beside
        list={
          <>
            <TesterPanel />
            <List />
          </>
        }
        detail={detail}
      />
    </Page>
  );
}

const exported: readonly ExportColumn<RouteRow>[] = [
  ...(['tenant', 'name', 'host', 'path_prefix', 'priority', 'pool'] as const).map((key) => ({ key, value: (row: RouteRow) => row[key] })),
  { key: 'methods', value: ({ methods }) => methods.join(' ') },
  { key: 'redirect_to', value: ({ redirect }) => redirect?.to ?? null },
  { key: 'redirect_status', value: ({ redirect }) => redirect?.status ?? null },
  ...(['managed_by', 'desired_revision', 'in_force_since', 'error'] as const).map((key) => ({ key, value: (row: RouteRow) => row[key] })),
];

function List() {
  const { t } = useTranslation();
  const { place, create } = usePlace();
  const mayWrite = useMay('operator');
  const { data, error } = useQuery(routesQuery(useListedTenant(place.tenant)));
  const loading = data === undefined && error === null;
  return (
    <Panel
      title={t('routes.title')}
      flush
      busy={loading}
      aside={
        <>
          {data !== undefined && t('routes.count', { count: data.total_count ?? data.items.length })}
          <ExportTable name="routes" columns={exported} rows={data?.items ?? []} />
        </>
      }
    >
      {loading && <Skeleton rows={4} />}
      {data === undefined && error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {data?.items.length === 0 && <Empty action={mayWrite ? <Button tone="primary" onClick={create}>{t('routes.addFirst')}</Button> : undefined}>{t('routes.none')}</Empty>}
      {data !== undefined && data.items.length > 0 && <RouteTable rows={data.items} />}
    </Panel>
  );
}

function RouteTable({ rows }: { readonly rows: readonly RouteRow[] }) {
  const { t } = useTranslation();
  const { place, within } = usePlace();
  return (
    <div className={table.scroll} tabIndex={0} role="group" aria-label={t('routes.title')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('routes.host')}</th>
            <th scope="col">{t('routes.prefix')}</th>
            <th scope="col">{t('routes.methods')}</th>
            <th scope="col" className={table.number}>
              {t('routes.priority')}
            </th>
            <th scope="col">{t('routes.target')}</th>
            <th scope="col">{t('routes.tenant')}</th>
            <th scope="col">{t('routes.managedBy')}</th>
            <th scope="col">{t('routes.name')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const of = ownerOf(row.tenant);
            const owner = of === undefined ? {} : { of };
            const isOpen = row.name === place.route && place.of === of;
            return (
              <tr key={`${row.tenant ?? ''}:${row.name}`} className={isOpen ? styles.open : undefined}>
                <th scope="row">
                  <Link to="/gateway/routes" search={{ ...within, ...owner, route: row.name }} aria-current={isOpen ? 'true' : undefined}>
                    {row.host ?? row.name}
                  </Link>
                </th>
                <td>
                  {row.path_prefix ?? <UnknownCell />}
                  {row.headers.length > 0 && <span className={table.quiet}> {t('routes.withHeaders', { count: row.headers.length })}</span>}
                </td>
                <td className={table.quiet}>{row.methods.length === 0 ? t('routes.every') : row.methods.join(' ')}</td>
                <td className={table.number}>{row.priority}</td>
                <td>
                  {row.pool !== null && (
                    <Link to="/gateway/pools" search={{ ...within, ...owner, pool: row.pool }}>
                      {row.pool}
                    </Link>
                  )}
                  {row.pool === null && (row.redirect === null ? <UnknownCell /> : t('routes.redirectTo', { to: row.redirect.to, status: row.redirect.status }))}
                </td>
                <td className={table.quiet}>{row.tenant}</td>
                <td className={table.quiet}>{row.managed_by === 'api' && row.error === null ? t('routes.here') : <ManagedMark row={row} />}</td>
                <td className={table.quiet}>{row.name}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

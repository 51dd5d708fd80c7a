import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { poolsQuery, type PoolRow } from '~/api/gateway';
import { useMay } from '~/api/roles';
import { sessionQuery } from '~/api/queries';
import { useListedTenant } from '~/api/tenants';
import { Beside } from '~/design/Beside';
import { Button } from '~/design/Button';
import { ExportTable } from '~/design/ExportTable';
import { Page } from '~/design/Page';
import { Panel } from '~/design/Panel';
import rows from '~/design/Rows.module.css';
import { Empty, Failure, Skeleton } from '~/design/States';
import { TenantPicker } from '~/design/TenantPicker';
import { ManagedMark } from '~/editing/Standing';
import { BackendTable } from '~/live/backends/BackendTable';
import { backendColumns } from '~/live/backends/columns';
import { useBackends } from '~/live/backends/useBackends';
import { NewPool } from './NewPool';
import { PoolDetail } from './PoolDetail';
import { usePlace } from './usePlace';
import styles from './Pools.module.css';
import './texts';

/** Every pool with its backends, and beside them the one that is chosen. */
export function PoolsPage() {
  const { t } = useTranslation();
  const { place, edit, scope } = usePlace();
  const mayWrite = useMay('operator');
  const { data: person } = useQuery(sessionQuery);
  const detail = place.edit === 'new' ? <NewPool /> : place.pool === undefined ? null : <PoolDetail key={`${place.of ?? ''}:${place.pool}`} name={place.pool} of={place.of} />;
  return (
    <Page
      title={t('nav.pools')}
      aside={
        <div className={rows.aside}>
          <TenantPicker tenant={place.tenant} onChoose={scope} />
          {mayWrite ? (
            <Button tone="primary" onClick={() => edit('new')}>
              {t('pool.add')}
            </Button>
          ) : (
            <p className={rows.hint}>
              {t('pool.needsOperator')} {person == null && <Link to="/login" search={{ back: '/gateway/pools' }}>{t('session.login')}</Link>}
            </p>
          )}
        </div>
      }
    >
      <Beside list={<List />} detail={detail} />
    </Page>
  );
}

function List() {
  const { t } = useTranslation();
  const { place, edit } = usePlace();
  const mayWrite = useMay('operator');
  const listed = useListedTenant(place.tenant);
  const { data, error } = useQuery(poolsQuery(listed));
  const { rows, error: rowsError } = useBackends(place.tenant);
  const failed = data === undefined ? error : null;
  const loading = data === undefined && failed === null;
  const pools = data?.items.map((row) => ({ name: row.name, tenant: row.tenant, aside: <PoolAside row={row} /> }));
  const selected = pools?.find(({ name, tenant }) => name === place.pool && (tenant === place.of || place.of === undefined));
  return (
    <Panel
      title={t('backends.title')}
      flush
      busy={loading}
      aside={
        <>
          {data !== undefined && t('pool.count', { count: data.total_count ?? data.items.length })}
          <ExportTable name="backends" columns={backendColumns} rows={rows ?? []} />
        </>
      }
    >
      {loading && <Skeleton rows={6} />}
      {failed !== null && <Failure title={t('state.failed')} detail={describeProblem(t, failed)} />}
      {rowsError !== null && <Failure title={t('pool.noFigures')} detail={describeProblem(t, rowsError)} />}
      {pools?.length === 0 && (
        <Empty action={mayWrite ? <Button tone="primary" onClick={() => edit('new')}>{t('pool.addFirst')}</Button> : undefined}>{t('pool.none')}</Empty>
      )}
      {pools !== undefined && pools.length > 0 && <BackendTable pools={pools} rows={rows ?? []} selected={selected} />}
    </Panel>
  );
}

function PoolAside({ row }: { readonly row: PoolRow }) {
  return (
    <>
      <span className={styles.quiet}>{row.algorithm}</span>
      <ManagedMark row={row} />
    </>
  );
}

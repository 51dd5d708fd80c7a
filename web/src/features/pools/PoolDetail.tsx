import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { poolsQuery, routesQuery, type PoolRow } from '~/api/gateway';
import { useMay } from '~/api/roles';
import { ownerOf, useListedTenant } from '~/api/tenants';
import { Button } from '~/design/Button';
import { FactList } from '~/design/FactList';
import { Panel } from '~/design/Panel';
import rows from '~/design/Rows.module.css';
import { Failure, Skeleton } from '~/design/States';
import { UnknownCell } from '~/design/Unknown';
import { ManagedNote, useStanding } from '~/editing/Standing';
import { PoolBackends } from './PoolBackends';
import { EditBackend, EditPool } from './EditForms';
import { DeletePool } from './Deletions';
import { usePlace } from './usePlace';
import styles from './Pools.module.css';

/** One pool: what it is set to, how its backends stand, and what may be done with both. */
export function PoolDetail({ name, of }: { readonly name: string; readonly of: string | undefined }) {
  const { t } = useTranslation();
  const { place, edit, close } = usePlace();
  const mayWrite = useMay('operator');
  const { data, error } = useQuery(poolsQuery(useListedTenant(place.tenant)));
  const row = data?.items.find((item) => item.name === name && (of === undefined || item.tenant === of));
  const isOurs = row?.managed_by === 'api';
  const editing = isOurs && mayWrite ? place.edit : undefined;
  const title = editing === 'pool' ? t('pool.editTitle', { name }) : editing === 'backend' ? t(place.backend === undefined ? 'pool.addBackendTo' : 'pool.editBackendOf', { name }) : name;
  return (
    <Panel title={title} aside={<Button onClick={() => (editing === undefined ? close() : edit())}>{t('action.close')}</Button>}>
      {data === undefined && error === null && <Skeleton rows={5} />}
      {data === undefined && error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {data !== undefined && row === undefined && <p>{t('pool.gone', { name })}</p>}
      {row !== undefined && editing === 'pool' && <EditPool name={name} of={of} />}
      {row !== undefined && editing === 'backend' && <EditBackend pool={name} of={of} id={place.backend} />}
      {row !== undefined && editing === undefined && <Overview row={row} of={of} mayChange={isOurs && mayWrite} />}
    </Panel>
  );
}

function Overview({ row, of, mayChange }: { readonly row: PoolRow; readonly of: string | undefined; readonly mayChange: boolean }) {
  const { t } = useTranslation();
  const { edit } = usePlace();
  const standing = useStanding(row);
  const [deleting, setDeleting] = useState(false);
  return (
    <div className={`${rows.stack ?? ''} ${styles.sections ?? ''}`}>
      <ManagedNote row={row} />
      <FactList facts={[{ label: t('pool.algorithm'), value: row.algorithm ?? <UnknownCell /> }, ...standing]} />
      {mayChange && (
        <div className={styles.actions}>
          <Button onClick={() => edit('pool')}>{t('pool.edit')}</Button>
          <Button onClick={() => edit('backend')}>{t('pool.addBackend')}</Button>
          <Button tone="danger" onClick={() => setDeleting(true)}>
            {t('pool.delete')}
          </Button>
        </div>
      )}
      <PoolBackends pool={row.name} of={of} mayChange={mayChange} />
      <RoutesTo pool={row} />
      {deleting && <DeletePool name={row.name} of={of} onClose={() => setDeleting(false)} />}
    </div>
  );
}

function RoutesTo({ pool }: { readonly pool: PoolRow }) {
  const { t } = useTranslation();
  const { place } = usePlace();
  const { data } = useQuery(routesQuery(useListedTenant(place.tenant)));
  const routes = data?.items.filter((route) => route.pool === pool.name && route.tenant === pool.tenant) ?? [];
  const of = ownerOf(pool.tenant);
  const kept = { ...(place.tenant === undefined ? {} : { tenant: place.tenant }), ...(of === undefined ? {} : { of }) };
  return (
    <section>
      <h3>{t('pool.routesTo')}</h3>
      {routes.map((route) => (
        <p key={route.name}>
          <Link to="/gateway/routes" search={{ ...kept, route: route.name }}>
            {route.host}
            {route.path_prefix}
          </Link>
        </p>
      ))}
      {routes.length === 0 && data !== undefined && (
        <p className={rows.hint}>
          {t('pool.noRoute')}{' '}
          <Link to="/gateway/routes" search={{ ...kept, edit: 'new', pool: pool.name }}>
            {t('pool.makeRoute')}
          </Link>
        </p>
      )}
    </section>
  );
}

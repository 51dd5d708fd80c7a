import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import * as z from 'zod/mini';
import { describeProblem } from '~/api/describeProblem';
import { configurationKey, poolsQuery, routesQuery, type PoolRow, type RouteRow } from '~/api/gateway';
import { useMay } from '~/api/roles';
import { Failure, Skeleton } from '~/design/States';
import { EditSelect, EditText, FieldGroup } from '~/editing/EditFields';
import { EditorForm } from '~/editing/EditorForm';
import type { Body, Shape } from '~/editing/fields';
import { useEditor } from '~/editing/useEditor';
import { BackendState } from '~/live/backends/BackendState';
import { useBackends } from '~/live/backends/useBackends';
import { isOwn } from './steps';
import { TryRoute } from './TryRoute';
import styles from './StartPage.module.css';

const poolShape: Shape = { fields: { name: 'text' }, rows: { backends: { address: 'text' } } };
/** A check that a connection opens is right for every backend. */
const newPool: Body = { health_check: { kind: 'tcp' }, backends: [{}] };
const routeShape: Shape = { fields: { host: 'text', path_prefix: 'text', pool: 'text' } };
const made = z.object({ name: z.string() });

/** A pool, then a route to it, then the question which way a request would take. */
export function GatewayStep({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const mayWrite = useMay('operator');
  const pools = useQuery(poolsQuery());
  const routes = useQuery(routesQuery());
  const [newest, setNewest] = useState<string | null>(null);
  // The lists are read again and again: a form that somebody types into stays when a colleague was faster.
  const [begun, setBegun] = useState<'pool' | 'route' | null>(null);
  const error = pools.error ?? routes.error;
  if (pools.data === undefined || routes.data === undefined) return error === null ? <Skeleton rows={4} /> : <Failure title={t('state.failed')} detail={describeProblem(t, error)} />;
  const ownPools = pools.data.items.filter(isOwn);
  const ownRoutes = routes.data.items.filter(isOwn);
  const tried = ownRoutes.find(({ name }) => name === newest) ?? ownRoutes[0];
  const isPoolAsked = ownPools.length === 0 || begun === 'pool';
  const isRouteAsked = ownPools.length > 0 && !isPoolAsked && (ownRoutes.length === 0 || begun === 'route');
  const stop = () => setBegun(null);
  const done = () => {
    stop();
    onDone();
  };
  const needsOperator = <p className={styles.quiet}>{t('start.needsOperator')}</p>;
  return (
    <>
      {ownPools.length > 0 && <Pools rows={ownPools} />}
      {isPoolAsked && mayWrite && (
        <div onInput={() => setBegun('pool')}>
          <NewPool onClose={ownPools.length > 0 ? stop : undefined} onDone={done} />
        </div>
      )}
      {isPoolAsked && !mayWrite && needsOperator}
      {ownRoutes.length > 0 && ownPools.length > 0 && <Routes rows={ownRoutes} />}
      {isRouteAsked && mayWrite && (
        <div onInput={() => setBegun('route')}>
          <NewRoute pools={ownPools} onClose={ownRoutes.length > 0 ? stop : undefined} onMade={setNewest} onDone={done} />
        </div>
      )}
      {isRouteAsked && !mayWrite && needsOperator}
      {tried !== undefined && (
        <Part title={t('start.try')}>
          <TryRoute key={tried.name} route={tried} />
        </Part>
      )}
    </>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

interface FormProps {
  /** Absent: there is nothing else to do here. */
  readonly onClose: (() => void) | undefined;
  readonly onDone: () => void;
}

function NewPool({ onClose, onDone }: FormProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const editor = useEditor({
    shape: poolShape,
    stored: null,
    initial: newPool,
    change: (body) => ({ method: 'POST', path: '/api/pools', body }),
    onSaved: () => {
      onDone();
      void queries.invalidateQueries({ queryKey: configurationKey });
    },
  });
  return (
    <EditorForm editor={editor} action={t('start.savePool')} {...(onClose === undefined ? {} : { onClose })}>
      <FieldGroup title={t('start.pool')}>
        <EditText name="name" label={t('start.poolName')} hint={t('start.poolNameHint')} required />
        <EditText name="backends[0].address" label={t('start.address')} hint={t('start.addressHint')} placeholder={t('start.addressExample')} required />
      </FieldGroup>
    </EditorForm>
  );
}

interface NewRouteProps extends FormProps {
  readonly pools: readonly PoolRow[];
  readonly onMade: (name: string) => void;
}

function NewRoute({ pools, onClose, onMade, onDone }: NewRouteProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const editor = useEditor({
    shape: routeShape,
    stored: null,
    initial: { path_prefix: '/', pool: pools[0]?.name ?? '' },
    change: (body) => ({ method: 'POST', path: '/api/routes', body }),
    onSaved: (answer) => {
      const { data } = made.safeParse(answer);
      if (data !== undefined) onMade(data.name);
      onDone();
      void queries.invalidateQueries({ queryKey: configurationKey });
    },
  });
  return (
    <EditorForm editor={editor} action={t('start.saveRoute')} {...(onClose === undefined ? {} : { onClose })}>
      <FieldGroup title={t('start.route')}>
        <EditText name="host" label={t('start.host')} hint={t('start.hostHint')} placeholder={t('start.hostExample')} required />
        <EditText name="path_prefix" label={t('start.prefix')} hint={t('start.prefixHint')} />
        <EditSelect name="pool" label={t('start.toPool')} required>
          {pools.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </EditSelect>
      </FieldGroup>
    </EditorForm>
  );
}

function Pools({ rows }: { readonly rows: readonly PoolRow[] }) {
  const { t } = useTranslation();
  const { rows: backends } = useBackends(undefined);
  return (
    <Part title={t('start.pool')}>
      <ul>
        {rows.map((pool) => (
          <li key={pool.name} className={styles.fact}>
            <strong>{pool.name}</strong>
            {backends
              ?.filter((backend) => backend.pool === pool.name && backend.tenant === pool.tenant)
              .map((backend) => (
                <span key={backend.id} className={styles.backend}>
                  {backend.address} <BackendState row={backend} />
                </span>
              ))}
            <span className={styles.links}>
              <Link to="/gateway/pools" search={{ pool: pool.name }}>
                {t('start.change')}
              </Link>
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Routes({ rows }: { readonly rows: readonly RouteRow[] }) {
  const { t } = useTranslation();
  return (
    <Part title={t('start.route')}>
      <ul>
        {rows.map((route) => (
          <li key={route.name} className={styles.fact}>
            <strong>
              {route.host}
              {route.path_prefix}
            </strong>
            <span className={styles.quiet}>{route.pool ?? route.redirect?.to}</span>
            <span className={styles.links}>
              <Link to="/gateway/routes" search={{ route: route.name }}>
                {t('start.change')}
              </Link>
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

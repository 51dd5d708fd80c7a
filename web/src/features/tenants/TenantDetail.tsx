import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import * as z from 'zod/mini';
import { describeProblem } from '~/api/describeProblem';
import { request, type Tagged } from '~/api/http';
import { useMay } from '~/api/roles';
import { PLATFORM_TENANT } from '~/api/tenants';
import { Button } from '~/design/Button';
import { Confirm } from '~/design/Confirm';
import { FactList } from '~/design/FactList';
import { Moment } from '~/design/Moment';
import { Panel } from '~/design/Panel';
import rows from '~/design/Rows.module.css';
import { Failure, Skeleton } from '~/design/States';
import { Unknown } from '~/design/Unknown';
import { LimitTable } from './LimitTable';
import { PlanName, TenantState } from './TenantState';
import { keysOfTenants, tenantPath, tenantQuery, usageQuery, type Tenant } from './tenants';
import styles from './Tenants.module.css';
import { usePlace } from './usePlace';

/** One tenant: its plan, what of it is used, and what may be done. */
export function TenantDetail({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { close } = usePlace();
  const { data, error } = useQuery(tenantQuery(id));
  return (
    <Panel title={data?.body.name ?? id} busy={data === undefined && error === null} aside={<Button onClick={close}>{t('action.close')}</Button>}>
      {data === undefined && error === null && <Skeleton rows={6} />}
      {data === undefined && error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {data !== undefined && <Overview of={data} />}
    </Panel>
  );
}

function Overview({ of }: { readonly of: Tagged<Tenant> }) {
  const { t } = useTranslation();
  const row = of.body;
  const isBounded = row.id !== PLATFORM_TENANT;
  return (
    <div className={`${rows.stack ?? ''} ${styles.sections ?? ''}`}>
      <FactList
        facts={[
          { label: t('tenants.state'), value: <TenantState row={row} /> },
          { label: t('tenants.id'), value: <code>{row.id}</code> },
          { label: t('tenants.plan'), value: <PlanName plan={row.plan} /> },
          { label: t('tenants.contact'), value: row.contact_email ?? <Unknown reason={t('tenants.noContact')} /> },
          { label: t('tenants.since'), value: <Moment at={row.created_at} none="" /> },
          ...(row.deleted_at === null ? [] : [{ label: t('tenants.closedAt'), value: <Moment at={row.deleted_at} none="" /> }]),
          ...(isBounded ? [{ label: t('tenants.networks'), value: row.backend_networks.length === 0 ? t('tenants.noNetworks') : row.backend_networks.join(', ') }] : []),
        ]}
      />
      <Actions of={of} />
      {isBounded && <LimitTable row={row} />}
      <Belongings row={row} />
    </div>
  );
}

function Actions({ of: { body: row, tag } }: { readonly of: Tagged<Tenant> }) {
  const { t } = useTranslation();
  const { edit, close } = usePlace();
  const queries = useQueryClient();
  const isPlatform = useMay('platform');
  const [asked, setAsked] = useState<'close' | 'reopen' | null>(null);
  const refresh = () => Promise.all(keysOfTenants.map((queryKey) => queries.invalidateQueries({ queryKey })));
  const ifMatch = tag ?? undefined;
  const isClosed = row.deleted_at !== null;
  const name = row.name ?? row.id;
  return (
    <div className={styles.actions}>
      {!isClosed && <Button onClick={() => edit(row.id)}>{t('tenants.edit')}</Button>}
      {isClosed && isPlatform && <Button onClick={() => setAsked('reopen')}>{t('tenants.reopen')}</Button>}
      {!isClosed && row.id !== PLATFORM_TENANT && (
        <Button tone="danger" onClick={() => setAsked('close')}>
          {t('tenants.close')}
        </Button>
      )}
      {asked === 'close' && (
        <Confirm
          title={t('tenants.closeTitle', { name })}
          consequence={isPlatform ? t('tenants.closeConsequence') : t('tenants.closeOwnConsequence')}
          action={t('tenants.close')}
          run={async () => {
            await request(tenantPath(row.id), z.unknown(), { method: 'DELETE', ifMatch });
            // With the tenant went the login of whoever closed the own one.
            if (!isPlatform) window.location.assign('/login');
            await refresh();
            close();
          }}
          onClose={() => {
            setAsked(null);
            void refresh();
          }}
        />
      )}
      {asked === 'reopen' && (
        <Confirm
          title={t('tenants.reopenTitle', { name })}
          consequence={t('tenants.reopenConsequence')}
          action={t('tenants.reopen')}
          run={async () => {
            await request(tenantPath(row.id), z.unknown(), { method: 'PUT', body: { active: true }, ifMatch });
            await refresh();
          }}
          onClose={() => {
            setAsked(null);
            void refresh();
          }}
        />
      )}
    </div>
  );
}

/** The pages of what it has. An owner's are those that the console shows anyway. */
function Belongings({ row }: { readonly row: Tenant }) {
  const { t } = useTranslation();
  const isPlatform = useMay('platform');
  const { data: used } = useQuery({ ...usageQuery(row.id), enabled: row.deleted_at === null });
  if (row.deleted_at !== null) return null;
  const search = isPlatform ? { tenant: row.id } : {};
  const figure = (value: number | null | undefined) => (value === undefined ? null : (value ?? <Unknown reason={t('tenants.notCounted')} />));
  return (
    <section>
      <h3>{t('tenants.has')}</h3>
      <ul className={styles.belongings}>
        <li>
          <Link to="/gateway/pools" search={search}>{t('tenants.pools')}</Link> {figure(used?.pools)}
        </li>
        <li>
          <Link to="/gateway/routes" search={search}>{t('tenants.routes')}</Link> {figure(used?.routes)}
        </li>
        <li>
          <Link to="/hosts" search={search}>{t('tenants.hosts')}</Link> {figure(used?.hosts)}
        </li>
        <li>
          <Link to="/users" search={search}>{t('tenants.people')}</Link> {figure(used?.people)}
        </li>
      </ul>
    </section>
  );
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { routerId, routersQuery, sessionQuery, type RouterRow } from '~/api/queries';
import { useMay } from '~/api/roles';
import { Button } from '~/design/Button';
import { Confirm } from '~/design/Confirm';
import { ExportTable, type ExportColumn } from '~/design/ExportTable';
import { Page } from '~/design/Page';
import { Panel } from '~/design/Panel';
import { Empty, Failure, Skeleton } from '~/design/States';
import table from '~/design/Table.module.css';
import { UnknownCell } from '~/design/Unknown';
import { deleteRouter, forgetHostKey } from '~/editing/routers/routers';
import { RouterState } from '~/editing/routers/RouterState';
import { serverText } from '~/i18n/serverText';
import './texts';
import { fleetQuery, type FleetRow } from './fleet';
import { FleetTable } from './FleetTable';
import { RouterDialog } from './RouterDialog';
import { TestPanel } from './TestPanel';
import { testKey } from './testKey';
import styles from './RoutersPage.module.css';

export function RoutersPage() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data, isPending, error } = useQuery(routersQuery);
  const fleet = useQuery(fleetQuery);
  const { data: person } = useQuery(sessionQuery);
  const mayWrite = useMay('admin');
  const [edited, setEdited] = useState<RouterRow | 'new' | null>(null);
  const [tested, setTested] = useState<string | null>(null);
  const [forgotten, setForgotten] = useState<string | null>(null);
  // What was found before the change says nothing of the router as it is now.
  const onSaved = (id: string, wasTested: boolean) => {
    if (wasTested && tested !== id) return;
    void queries.resetQueries({ queryKey: testKey(id) });
    setTested(id);
  };
  return (
    <Page
      title={t('nav.routers')}
      aside={
        mayWrite ? (
          <Button tone="primary" onClick={() => setEdited('new')}>
            {t('routers.add')}
          </Button>
        ) : (
          <p className={styles.hint}>
            {t('routers.needsAdmin')} {person == null && <Link to="/login" search={{ back: '/routers' }}>{t('session.login')}</Link>}
          </p>
        )
      }
    >
      <Panel
        title={t('fleet.title')}
        flush
        busy={fleet.isPending}
        dimmed={fleet.isRefetchError}
        aside={<ExportTable name="routers" columns={exported} rows={fleet.data ?? []} simulated={fleet.data?.some((row) => row.simulated === true) === true} />}
      >
        {fleet.isPending && <Skeleton rows={3} />}
        {fleet.error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, fleet.error)} />}
        {fleet.data?.length === 0 && <Empty>{t('routers.none')}</Empty>}
        {fleet.data !== undefined && fleet.data.length > 0 && <FleetTable rows={fleet.data} />}
      </Panel>
      <Panel title={t('routers.title')} flush busy={isPending}>
        {isPending && <Skeleton rows={3} />}
        {error !== null && data === undefined && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
        {data?.length === 0 && <Empty>{t('routers.none')}</Empty>}
        {data !== undefined && data.length > 0 && <RouterTable rows={data} mayWrite={mayWrite} onEdit={setEdited} onTest={setTested} onForgetKey={setForgotten} />}
      </Panel>
      {tested !== null && <TestPanel key={tested} id={tested} onClose={() => setTested(null)} onForgetKey={() => setForgotten(tested)} />}
      {edited !== null && <RouterDialog row={edited === 'new' ? null : edited} onClose={() => setEdited(null)} onSaved={onSaved} />}
      {forgotten !== null && <ForgetKey id={forgotten} onClose={() => setForgotten(null)} />}
    </Page>
  );
}

const exported: readonly ExportColumn<FleetRow>[] = (
  ['id', 'name', 'status', 'online_total', 'online_change', 'peak', 'worst_slot', 'worst_cpu', 'traffic_in_bps', 'traffic_out_bps', 'open_incidents', 'age_seconds', 'stale'] as const
).map((key) => ({ key, value: (row) => row[key] }));

interface TableProps {
  readonly rows: readonly RouterRow[];
  readonly mayWrite: boolean;
  readonly onEdit: (row: RouterRow) => void;
  readonly onTest: (id: string) => void;
  readonly onForgetKey: (id: string) => void;
}

function RouterTable({ rows, mayWrite, ...actions }: TableProps) {
  const { t } = useTranslation();
  return (
    <div className={table.scroll} tabIndex={0} role="group" aria-label={t('routers.title')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('routers.name')}</th>
            <th scope="col">{t('routers.state')}</th>
            <th scope="col">{t('routers.address')}</th>
            <th scope="col">{t('routers.protocol')}</th>
            <th scope="col">{t('routers.username')}</th>
            <th scope="col">{t('routers.managedBy')}</th>
            {mayWrite && <th scope="col">{t('action.title')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={routerId(row)}>
              <th scope="row">{row.name ?? routerId(row)}</th>
              <td>
                <RouterState status={row.status ?? (row.connected === null ? null : row.connected ? 'online' : 'offline')} message={serverText(row.message)} />
              </td>
              <td>{row.host === null ? <UnknownCell /> : row.port === null ? row.host : `${row.host}:${row.port}`}</td>
              <td>{row.protocol?.toUpperCase() ?? <UnknownCell />}</td>
              <td>{row.username ?? <UnknownCell />}</td>
              <td className={table.quiet}>{serverText(row.managed_by) ?? <UnknownCell />}</td>
              {mayWrite && (
                <td>
                  <RowActions row={row} {...actions} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RowActions({ row, onEdit, onTest, onForgetKey }: Pick<TableProps, 'onEdit' | 'onTest' | 'onForgetKey'> & { readonly row: RouterRow }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const id = routerId(row);
  const remove = async () => {
    await deleteRouter(id);
    await queries.invalidateQueries({ queryKey: ['routers'] });
  };
  const owned = row.managed_by === null || row.managed_by === 'api';
  const named = (action: string) => `${action} ${row.name ?? id}`;
  return (
    <span className={styles.actions}>
      <Button onClick={() => onTest(id)} aria-label={named(t('routers.test'))}>
        {t('routers.test')}
      </Button>
      {owned && (
        <Button onClick={() => onEdit(row)} aria-label={named(t('routers.edit'))}>
          {t('routers.edit')}
        </Button>
      )}
      {row.protocol === 'ssh' && row.simulated !== true && (
        <Button onClick={() => onForgetKey(id)} aria-label={t('routers.forgetOf', { name: row.name ?? id })}>
          {t('routers.forget')}
        </Button>
      )}
      {owned && (
        <Button tone="danger" onClick={() => setAsking(true)} aria-label={named(t('routers.delete'))}>
          {t('routers.delete')}
        </Button>
      )}
      {asking && (
        <Confirm title={t('routers.deleteTitle', { name: row.name ?? id })} consequence={t('routers.deleteMeans')} action={t('routers.reallyDelete')} run={remove} onClose={() => setAsking(false)} />
      )}
    </span>
  );
}

/** The router is tried again at once where its key was what stopped it. */
function ForgetKey({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const forget = async () => {
    await forgetHostKey(id);
    await queries.invalidateQueries({ queryKey: ['routers'] });
    void queries.invalidateQueries({ queryKey: testKey(id) });
  };
  return <Confirm title={t('routers.forgetTitle', { name: id })} consequence={t('routers.forgetMeans')} action={t('routers.reallyForget')} run={forget} onClose={onClose} />;
}

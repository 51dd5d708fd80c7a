import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeProblem } from '~/api/describeProblem';
import { routerId, routersQuery, sessionQuery, type RouterRow } from '~/api/queries';
import { useMay } from '~/api/roles';
import { Button } from '~/design/Button';
import { Page } from '~/design/Page';
import { Panel } from '~/design/Panel';
import { Empty, Failure, Skeleton } from '~/design/States';
import { Status } from '~/design/Status';
import table from '~/design/Table.module.css';
import { UnknownCell } from '~/design/Unknown';
import './texts';
import { deleteRouter } from './routers';
import { RouterDialog } from './RouterDialog';
import { TestPanel } from './TestPanel';
import styles from './RoutersPage.module.css';

export function RoutersPage() {
  const { t } = useTranslation();
  const { data, isPending, error } = useQuery(routersQuery);
  const { data: person } = useQuery(sessionQuery);
  const mayWrite = useMay('admin');
  const [edited, setEdited] = useState<RouterRow | 'new' | null>(null);
  const [tested, setTested] = useState<string | null>(null);
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
      <Panel title={t('routers.title')} flush busy={isPending}>
        {isPending && <Skeleton rows={3} />}
        {error !== null && data === undefined && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
        {data?.length === 0 && <Empty>{t('routers.none')}</Empty>}
        {data !== undefined && data.length > 0 && <RouterTable rows={data} mayWrite={mayWrite} onEdit={setEdited} onTest={setTested} />}
      </Panel>
      {tested !== null && <TestPanel key={tested} id={tested} onClose={() => setTested(null)} />}
      {edited !== null && <RouterDialog row={edited === 'new' ? null : edited} onClose={() => setEdited(null)} onSaved={setTested} />}
    </Page>
  );
}

interface TableProps {
  readonly rows: readonly RouterRow[];
  readonly mayWrite: boolean;
  readonly onEdit: (row: RouterRow) => void;
  readonly onTest: (id: string) => void;
}

function RouterTable({ rows, mayWrite, onEdit, onTest }: TableProps) {
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
              <th scope="row">
                <Link to="/monitor" search={{ router: routerId(row) }}>
                  {row.name ?? routerId(row)}
                </Link>{' '}
                {row.simulated === true && <span className={styles.mark}>{t('shell.simulated')}</span>}
              </th>
              <td>
                <RouterState row={row} />
              </td>
              <td>{row.host === null ? <UnknownCell /> : row.port === null ? row.host : `${row.host}:${row.port}`}</td>
              <td>{row.protocol?.toUpperCase() ?? <UnknownCell />}</td>
              <td>{row.username ?? <UnknownCell />}</td>
              <td className={table.quiet}>{row.managed_by ?? <UnknownCell />}</td>
              {mayWrite && (
                <td>
                  <RowActions row={row} onEdit={onEdit} onTest={onTest} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RouterState({ row }: { readonly row: RouterRow }) {
  const { t } = useTranslation();
  const online = row.connected ?? (row.status === null ? null : row.status === 'online');
  if (online === null) return <UnknownCell />;
  return (
    <span title={row.message ?? undefined}>
      <Status tone={online ? 'good' : 'bad'}>{online ? t('connection.online') : t('connection.offline')}</Status>
    </span>
  );
}

function RowActions({ row, onEdit, onTest }: Pick<TableProps, 'onEdit' | 'onTest'> & { readonly row: RouterRow }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [sure, setSure] = useState(false);
  const id = routerId(row);
  const remove = useMutation({ mutationFn: () => deleteRouter(id), onSuccess: () => queries.invalidateQueries({ queryKey: ['routers'] }) });
  const owned = row.managed_by === null || row.managed_by === 'api';
  return (
    <span className={styles.actions}>
      <Button onClick={() => onTest(id)}>{t('routers.test')}</Button>
      {owned && <Button onClick={() => onEdit(row)}>{t('routers.edit')}</Button>}
      {owned && (
        <Button tone="danger" disabled={remove.isPending} onClick={() => (sure ? remove.mutate() : setSure(true))} onBlur={() => setSure(false)}>
          {sure ? t('routers.reallyDelete') : t('routers.delete')}
        </Button>
      )}
      {remove.isError && <span role="alert">{describeProblem(t, remove.error)}</span>}
    </span>
  );
}

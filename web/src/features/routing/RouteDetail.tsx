import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { configurationKey, routesQuery, type RouteRow } from '~/api/gateway';
import { useMay } from '~/api/roles';
import { useListedTenant } from '~/api/tenants';
import { Button } from '~/design/Button';
import { FactList } from '~/design/FactList';
import { Panel } from '~/design/Panel';
import rows from '~/design/Rows.module.css';
import { Failure, Skeleton } from '~/design/States';
import { ConfirmChange } from '~/editing/ConfirmChange';
import { ManagedNote, useStanding } from '~/editing/Standing';
import { useFormats } from '~/i18n/formats';
import { EditRoute } from './RouteForms';
import { routePath, routeQuery } from './routing';
import { usePlace } from './usePlace';
import styles from './Routing.module.css';

interface Props {
  readonly name: string;
  readonly of: string | undefined;
}

/** One route: what it takes, where it leads, how it stands. */
export function RouteDetail({ name, of }: Props) {
  const { t } = useTranslation();
  const { place, close, show } = usePlace();
  const mayWrite = useMay('operator');
  const { data, error } = useQuery(routesQuery(useListedTenant(place.tenant)));
  const row = data?.items.find((item) => item.name === name && (of === undefined || item.tenant === of));
  const mayChange = row?.managed_by === 'api' && mayWrite;
  const editing = mayChange && place.edit === 'route';
  return (
    <Panel title={editing ? t('routes.editTitle', { name }) : name} aside={<Button onClick={editing ? show : close}>{t('action.close')}</Button>}>
      {data === undefined && error === null && <Skeleton rows={5} />}
      {data === undefined && error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {data !== undefined && row === undefined && <p>{t('routes.gone', { name })}</p>}
      {row !== undefined && editing && <EditRoute name={name} of={of} />}
      {row !== undefined && !editing && <Overview row={row} of={of} mayChange={mayChange} />}
    </Panel>
  );
}

function Overview({ row, of, mayChange }: { readonly row: RouteRow; readonly of: string | undefined; readonly mayChange: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { within, edit } = usePlace();
  const standing = useStanding(row);
  const [deleting, setDeleting] = useState(false);
  return (
    <div className={rows.stack}>
      <ManagedNote row={row} />
      <FactList
        facts={[
          { label: t('routes.host'), value: row.host },
          { label: t('routes.prefix'), value: `${row.path_prefix ?? ''}${row.strip_prefix === true ? ` ${t('routes.stripped')}` : ''}` },
          { label: t('routes.methods'), value: row.methods.length === 0 ? t('routes.every') : row.methods.join(' ') },
          { label: t('routes.priority'), value: row.priority === null ? '' : formats.integer(row.priority) },
          {
            label: t('routes.target'),
            value:
              row.pool === null ? (
                t('routes.redirectTo', { to: row.redirect?.to, status: row.redirect?.status })
              ) : (
                <Link to="/gateway/pools" search={{ ...within, ...(of === undefined ? {} : { of }), pool: row.pool }}>
                  {row.pool}
                </Link>
              ),
          },
          ...standing,
        ]}
      />
      {mayChange && (
        <div className={styles.actions}>
          <Button onClick={edit}>{t('routes.edit')}</Button>
          <Button tone="danger" onClick={() => setDeleting(true)}>
            {t('routes.delete')}
          </Button>
        </div>
      )}
      {deleting && <DeleteRoute name={row.name} of={of} onClose={() => setDeleting(false)} />}
    </div>
  );
}

function DeleteRoute({ name, of, onClose }: Props & { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { close } = usePlace();
  const queries = useQueryClient();
  const { data } = useQuery(routeQuery(name, of));
  if (data === undefined) return null;
  return (
    <ConfirmChange
      title={t('routes.deleteTitle', { name })}
      consequence={t('routes.deleteConsequence')}
      action={t('routes.delete')}
      change={{ method: 'DELETE', path: routePath(name), tenant: of, ifMatch: data.tag ?? undefined }}
      onClose={onClose}
      onDone={() => {
        close();
        void queries.invalidateQueries({ queryKey: configurationKey });
      }}
    />
  );
}

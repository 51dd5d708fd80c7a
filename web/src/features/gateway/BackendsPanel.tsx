import { Link } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import type { BackendRow } from '~/api/gateway';
import { describeProblem } from '~/api/describeProblem';
import { Button } from '~/design/Button';
import { ExportTable } from '~/design/ExportTable';
import { Panel } from '~/design/Panel';
import { Empty, Failure, Skeleton } from '~/design/States';
import { BackendTable } from '~/live/backends/BackendTable';
import { backendColumns } from '~/live/backends/columns';
import { useBackends } from '~/live/backends/useBackends';
import { usePlace } from './usePlace';
import styles from './BackendsPanel.module.css';

/** The pools as the balancer sees them; what may be changed is on their own page. */
export function BackendsPanel() {
  const { t } = useTranslation();
  const { place, set } = usePlace();
  const { rows, error } = useBackends(place.tenant);
  const loading = rows === undefined && error === null;
  const shown = rows?.filter((row) => (place.pool === undefined || row.pool === place.pool) && (place.region === undefined || row.region === place.region));
  const isFiltered = place.pool !== undefined || place.region !== undefined;
  return (
    <Panel
      title={t('backends.title')}
      flush
      busy={loading}
      aside={
        <>
          <Choice name="pool" all={t('gateway.everyPool')} label={t('gateway.pool')} rows={rows} />
          <Choice name="region" all={t('gateway.everyRegion')} label={t('gateway.region')} rows={rows} />
          <ExportTable name="backends" columns={backendColumns} rows={shown ?? []} />
          <Link to="/gateway/pools">{t('gateway.managePools')}</Link>
        </>
      }
    >
      {loading && <Skeleton rows={3} />}
      {error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {shown?.length === 0 && !isFiltered && <Empty>{t('backends.none')}</Empty>}
      {shown?.length === 0 && isFiltered && <Empty action={<Button onClick={() => set({ pool: undefined, region: undefined })}>{t('gateway.showAll')}</Button>}>{t('gateway.noneOfThese')}</Empty>}
      {shown !== undefined && shown.length > 0 && <BackendTable rows={shown} />}
    </Panel>
  );
}

interface ChoiceProps {
  readonly name: 'pool' | 'region';
  readonly label: string;
  readonly all: string;
  readonly rows: readonly BackendRow[] | undefined;
}

/** Among what there is; nothing where there is no choice. */
function Choice({ name, label, all, rows = [] }: ChoiceProps) {
  const { place, set } = usePlace();
  const chosen = place[name];
  const values = new Set([...rows.map((row) => row[name]).filter((value) => value !== null), ...(chosen === undefined ? [] : [chosen])]);
  if (values.size < 2 && chosen === undefined) return null;
  return (
    <label className={styles.choice}>
      {label}
      <select value={chosen ?? ''} onChange={(event) => set({ [name]: event.target.value })}>
        <option value="">{all}</option>
        {[...values].sort().map((value) => (
          <option key={value}>{value}</option>
        ))}
      </select>
    </label>
  );
}

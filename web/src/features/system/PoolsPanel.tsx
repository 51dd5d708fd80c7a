import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { Meter } from '~/design/Meter';
import type { ExportColumn } from '~/design/ExportTable';
import { Panel } from '~/design/Panel';
import { Empty, Failure, Skeleton } from '~/design/States';
import table from '~/design/Table.module.css';
import { UnknownCell } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import { ExportReading } from '~/live/ExportReading';
import { useRouterId } from '~/live/routerId';
import { poolsQuery, type IpPool } from './lists';

const exported: readonly ExportColumn<IpPool>[] = (['name', 'kind', 'total', 'used', 'free', 'used_percent'] as const).map((key) => ({ key, value: (row) => row[key] }));

export function PoolsPanel() {
  const { t } = useTranslation();
  const { data, isPending, error } = useQuery(poolsQuery(useRouterId()));
  return (
    <Panel title={t('pools.title')} flush busy={isPending} aside={<ExportReading name="ip_pools" columns={exported} rows={data ?? []} />}>
      {isPending && <Skeleton rows={4} />}
      {error !== null && data === undefined && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {data?.length === 0 && <Empty>{t('pools.none')}</Empty>}
      {data !== undefined && data.length > 0 && <PoolTable pools={data} />}
    </Panel>
  );
}

function PoolTable({ pools }: { readonly pools: readonly IpPool[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const count = (value: number | null) => (value === null ? <UnknownCell /> : formats.integer(value));
  const rows = pools.map((pool) => ({ ...pool, use: percentUsed(pool) })).sort((left, right) => (right.use ?? -1) - (left.use ?? -1));
  return (
    <div className={table.scroll} tabIndex={0} role="group" aria-label={t('pools.title')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('pools.pool')}</th>
            <th scope="col" className={table.number}>{t('pools.used')}</th>
            <th scope="col" className={table.number}>{t('pools.total')}</th>
            <th scope="col" className={table.number}>{t('pools.use')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, kind, used, total, use }, index) => (
            <tr key={`${name ?? index}-${kind ?? ''}`}>
              <th scope="row" className={table.wide}>{name} <span className={table.quiet}>{kind === 'domain' ? t('pools.domain') : kind === 'pool' ? null : kind}</span>
              </th>
              <td className={table.number}>{count(used)}</td>
              <td className={table.number}>{count(total)}</td>
              <td className={table.number}>{use === null ? <UnknownCell /> : <Meter percent={use}>{formats.percent(use)}</Meter>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function percentUsed({ used, total, used_percent }: IpPool): number | null {
  if (used !== null && total !== null && total > 0) return (used / total) * 100;
  return used_percent;
}

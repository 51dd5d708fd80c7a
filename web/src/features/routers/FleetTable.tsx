import { Link } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { Sparkline } from '~/charts/Sparkline';
import { Meter } from '~/design/Meter';
import { Status } from '~/design/Status';
import table from '~/design/Table.module.css';
import { UnknownCell } from '~/design/Unknown';
import { RouterState } from '~/editing/routers/RouterState';
import { useFormats } from '~/i18n/formats';
import { serverText } from '~/i18n/serverText';
import type { FleetRow } from './fleet';
import styles from './RoutersPage.module.css';

/** How every router stands: those in trouble first, then by name. */
export function FleetTable({ rows }: { readonly rows: readonly FleetRow[] }) {
  const { t } = useTranslation();
  return (
    <div className={table.scroll} tabIndex={0} role="group" aria-label={t('fleet.title')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('routers.name')}</th>
            <th scope="col">{t('routers.state')}</th>
            <th scope="col" className={table.number}>{t('fleet.online')}</th>
            <th scope="col" className={table.number}>{t('fleet.change')}</th>
            <th scope="col">{t('fleet.day')}</th>
            <th scope="col" className={table.number}>{t('fleet.peak')}</th>
            <th scope="col" className={table.number}>{t('fleet.cpu')}</th>
            <th scope="col" className={table.number}>{t('traffic.down')}</th>
            <th scope="col" className={table.number}>{t('traffic.up')}</th>
            <th scope="col">{t('fleet.incidents')}</th>
            <th scope="col" className={table.number}>{t('fleet.age')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.toSorted(byTrouble).map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function byTrouble(one: FleetRow, other: FleetRow): number {
  const trouble = ({ open_incidents, status, stale }: FleetRow) => (open_incidents ?? 0) * 4 + (status === 'offline' ? 2 : 0) + (stale === true ? 1 : 0);
  return trouble(other) - trouble(one) || (one.name ?? one.id).localeCompare(other.name ?? other.id);
}

function Row({ row }: { readonly row: FleetRow }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const rate = (value: number | null) => (value === null ? <UnknownCell reason={t('fleet.noUplinks')} /> : formats.bitRateText(value));
  const change = row.online_change;
  return (
    <tr data-stale={row.stale === true || undefined} className={styles.fleetRow}>
      <th scope="row">
        <Link to="/monitor" search={{ router: row.id }}>
          {row.name ?? row.id}
        </Link>{' '}
        {row.simulated === true && <span className={styles.mark}>{t('shell.simulated')}</span>}
      </th>
      <td>
        <RouterState status={row.status} message={serverText(row.message)} />
      </td>
      <td className={table.number}>
        <strong>{row.online_total === null ? <UnknownCell /> : formats.integer(row.online_total)}</strong>
      </td>
      <td className={table.number}>{change === null ? <UnknownCell reason={t('overview.changeUnknown')} /> : formats.signed(change)}</td>
      <td>
        <Sparkline values={row.day} />
      </td>
      <td className={table.number}>{row.peak === null ? <UnknownCell /> : formats.integer(row.peak)}</td>
      <td className={table.number}>
        {row.worst_cpu === null ? (
          <UnknownCell />
        ) : (
          <>
            <span className={table.quiet}>{row.worst_slot === null ? '' : `${t('overview.ofSlot', { slot: row.worst_slot })} `}</span>
            <Meter percent={row.worst_cpu} narrow>
              {formats.percent(row.worst_cpu)}
            </Meter>
          </>
        )}
      </td>
      <td className={table.number}>{rate(row.traffic_in_bps)}</td>
      <td className={table.number}>{rate(row.traffic_out_bps)}</td>
      <td>{(row.open_incidents ?? 0) > 0 ? <Status tone="bad">{formats.integer(row.open_incidents ?? 0)}</Status> : <span className={table.quiet}>{t('fleet.calm')}</span>}</td>
      <td className={table.number}>{row.age_seconds === null ? <UnknownCell reason={t('fleet.neverRead')} /> : <Age seconds={row.age_seconds} stale={row.stale === true} />}</td>
    </tr>
  );
}

function Age({ seconds, stale }: { readonly seconds: number; readonly stale: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return stale ? <Status tone="warn">{t('state.stale', { age: formats.ago(seconds) })}</Status> : <>{formats.ago(seconds)}</>;
}

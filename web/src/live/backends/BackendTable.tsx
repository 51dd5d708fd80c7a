import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import type { BackendRow } from '~/api/gateway';
import { ownerOf } from '~/api/tenants';
import table from '~/design/Table.module.css';
import { UnknownCell } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import { useWallClock } from '../useWallClock';
import { BackendState, isUsed, Judgement, toneOf } from './BackendState';
import { NO_RATES, rowKey, useRates, type Rates } from './useRates';
import styles from './BackendTable.module.css';
import './texts';

export interface ShownPool {
  readonly name: string;
  readonly tenant: string | null;
  /** What stands beside its name. */
  readonly aside?: ReactNode;
}

interface Props {
  /** In the order they are shown; those of the rows where none are given. */
  readonly pools?: readonly ShownPool[];
  readonly rows: readonly BackendRow[];
  readonly selected?: ShownPool | undefined;
}

const numbers = ['weight', 'inFlight', 'connections', 'rate', 'p50', 'p99', 'errors', 'in', 'out', 'lastCheck'] as const;
const COLUMNS = numbers.length + 3;

/** A row a backend under its pool: who says how it is and since when, its share, what it works on, how fast, how well. */
export function BackendTable({ pools, rows, selected }: Props) {
  const { t } = useTranslation();
  const rates = useRates(rows);
  const shown = pools ?? poolsOf(rows);
  return (
    <div className={table.scroll} tabIndex={0} role="group" aria-label={t('backends.title')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('backends.backend')}</th>
            <th scope="col">{t('backends.state')}</th>
            <th scope="col">{t('backends.since')}</th>
            {numbers.map((name) => (
              <th key={name} scope="col" className={table.number}>
                {t(`backends.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((pool) => {
            const own = rows.filter((row) => row.pool === pool.name && row.tenant === pool.tenant);
            return (
              <Fragment key={`${pool.tenant ?? ''}:${pool.name}`}>
                <PoolRow pool={pool} rows={own} isSelected={selected?.name === pool.name && selected.tenant === pool.tenant} />
                {own.map((row) => (
                  <tr key={row.id} className={styles.backend} data-tone={toneOf(row)}>
                    <th scope="row" title={row.id}>
                      {row.address ?? row.id}
                      {row.priority !== null && row.priority > 0 && <span className={styles.tier}> {t('backends.tier', { tier: row.priority })}</span>}
                      {row.region !== null && <span className={styles.tier}> {row.region}</span>}
                    </th>
                    <td>
                      <BackendState row={row} />
                    </td>
                    <td className={table.quiet}>
                      <Judgement row={row} />
                    </td>
                    <Cells row={row} rates={rates.get(rowKey(row)) ?? NO_RATES} />
                  </tr>
                ))}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function PoolRow({ pool, rows, isSelected }: { readonly pool: ShownPool; readonly rows: readonly BackendRow[]; readonly isSelected: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const used = rows.filter(isUsed).length;
  const of = ownerOf(pool.tenant);
  return (
    <tr className={styles.pool} data-selected={isSelected || undefined}>
      <th scope="rowgroup" colSpan={COLUMNS}>
        <span className={styles.head}>
          <Link to="/gateway/pools" search={(before) => ({ ...kept(before), pool: pool.name, ...(of === undefined ? {} : { of }) })} aria-current={isSelected ? 'true' : undefined}>
            {pool.name}
          </Link>
          {of !== undefined && <span className={styles.tier}>{of}</span>}
          <span className={styles.tier} data-tone={used === 0 ? 'bad' : used < rows.length ? 'warn' : undefined}>
            {t('backends.used', { used: formats.integer(used), count: rows.length })}
          </span>
          {pool.aside}
        </span>
      </th>
    </tr>
  );
}

/** From one detail to another only what the list is of stays. */
function kept({ tenant }: { readonly tenant?: string }) {
  return tenant === undefined ? {} : { tenant };
}

function Cells({ row, rates }: { readonly row: BackendRow; readonly rates: Rates }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useWallClock();
  const few = (value: number) => formats.decimal(value, value < 10 ? 1 : 0);
  const bits = (value: number) => formats.bitRateText(value * 8);
  const checked = row.last_check === null ? null : now - Date.parse(row.last_check) / 1000;
  const [quiet, notYet] = [t('backends.noTraffic'), t('backends.notYet')];
  return (
    <>
      <NumberCell value={row.weight} format={formats.integer} />
      <NumberCell value={row.in_flight} reason={notYet} format={(value) => (row.max_connections === null ? formats.integer(value) : t('backends.inFlightOf', { now: formats.integer(value), most: formats.integer(row.max_connections) }))} />
      <NumberCell value={row.connections} reason={notYet} format={formats.integer} />
      <NumberCell value={rates.requests_total} reason={notYet} format={few} />
      <NumberCell value={row.p50_response_time} reason={quiet} format={few} />
      <NumberCell value={row.p99_response_time} reason={quiet} format={few} />
      <NumberCell value={row.error_rate} reason={quiet} format={formats.percent} load={row.error_rate === null || row.error_rate === 0 ? undefined : row.error_rate >= 5 ? 'bad' : 'warn'} />
      <NumberCell value={rates.bytes_in_total} reason={notYet} format={bits} />
      <NumberCell value={rates.bytes_out_total} reason={notYet} format={bits} />
      <NumberCell value={checked} reason={t('backends.noCheck')} format={formats.ago} />
    </>
  );
}

interface NumberProps {
  readonly value: number | null | undefined;
  readonly reason?: string;
  readonly load?: 'warn' | 'bad' | undefined;
  readonly format: (value: number) => string;
}

function NumberCell({ value, reason, load, format }: NumberProps) {
  return (
    <td className={`${table.number ?? ''} ${styles.figure ?? ''}`} data-load={load}>
      {value == null || Number.isNaN(value) ? <UnknownCell {...(reason === undefined ? {} : { reason })} /> : format(value)}
    </td>
  );
}

export function poolsOf(rows: readonly BackendRow[]): readonly ShownPool[] {
  const seen = new Map<string, ShownPool>();
  for (const { pool, tenant } of rows) if (pool !== null) seen.set(`${tenant ?? ''}:${pool}`, { name: pool, tenant });
  return [...seen.values()].sort((one, other) => one.name.localeCompare(other.name) || (one.tenant ?? '').localeCompare(other.tenant ?? ''));
}

import { Link } from '@tanstack/react-router';
import { createColumnHelper, type RowData } from '@tanstack/react-table';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import type { NetworkInterface } from '~/api/families';
import { Sparkline } from '~/charts/Sparkline';
import { Meter } from '~/design/Meter';
import { Status } from '~/design/Status';
import type { ExportColumn } from '~/design/ExportTable';
import { UnknownCell } from '~/design/Unknown';
import type { Formats } from '~/i18n/formats';
import { byName, isUp } from './filterInterfaces';
import type { InterfaceRow } from './useInterfaceSearch';
import styles from './InterfaceTable.module.css';

declare module '@tanstack/react-table' {
  // The parameters are the library's.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  interface ColumnMeta<TData extends RowData, TValue> {
    readonly kind: 'name' | 'long' | 'number' | 'plain';
  }
}

const MEGA = 1_000_000;
const column = createColumnHelper<InterfaceRow>();

export function interfaceColumns(t: TFunction, formats: Formats) {
  const rate = (bitsPerSecond: number) => formats.decimal(bitsPerSecond / MEGA, bitsPerSecond >= 100 * MEGA ? 0 : 2);
  const use = (percent: number) => <Meter percent={percent} narrow>{formats.percent(percent)}</Meter>;
  const errors = (count: number) => (count === 0 ? formats.integer(0) : <span className={styles.errors}>{formats.integer(count)}</span>);
  const number = (id: NumberField, header: string, show: (value: number) => ReactNode) =>
    column.accessor((row) => row[id] ?? undefined, {
      id,
      header,
      // Unknown stays at the end whichever way the rest is sorted.
      sortUndefined: 'last',
      sortDescFirst: true,
      meta: { kind: 'number' },
      cell: (cell) => {
        const value = cell.getValue();
        return value === undefined ? <UnknownCell /> : show(value);
      },
    });
  return [
    column.accessor('name', { header: t('interfaces.name'), sortingFn: (left, right) => byName(left.original.name, right.original.name), meta: { kind: 'name' }, cell: (cell) => <NameLink name={cell.getValue()} /> }),
    column.accessor((row) => row.status ?? undefined, {
      id: 'status',
      header: t('ports.status'),
      sortUndefined: 'last',
      meta: { kind: 'plain' },
      cell: (cell) => <InterfaceState row={cell.row.original} adminDown={t('ports.adminDown')} />,
    }),
    column.accessor((row) => row.description ?? undefined, { id: 'description', header: t('ports.description'), sortUndefined: 'last', meta: { kind: 'long' } }),
    column.accessor((row) => row.ip_address ?? undefined, { id: 'ip_address', header: t('ports.address'), sortUndefined: 'last', meta: { kind: 'plain' } }),
    number('in_bps', t('ports.inMbit'), rate),
    number('out_bps', t('ports.outMbit'), rate),
    column.display({ id: 'trend', header: t('interfaces.trend'), meta: { kind: 'plain' }, cell: (cell) => <Sparkline values={cell.row.original.trend} /> }),
    number('utilization_in', t('ports.useIn'), use),
    number('utilization_out', t('ports.useOut'), use),
    number('in_errors', t('ports.inErrors'), errors),
    number('out_errors', t('ports.outErrors'), errors),
    number('rx_power_dbm', t('ports.rx'), (value) => formats.decimal(value, 2)),
    number('tx_power_dbm', t('ports.tx'), (value) => formats.decimal(value, 2)),
  ];
}

/** The columns beside an open detail. */
export const beside: ReadonlySet<string> = new Set(['name', 'status', 'in_bps', 'out_bps', 'trend']);

export const exportedColumns: readonly ExportColumn<InterfaceRow>[] = (
  ['name', 'status', 'protocol', 'description', 'ip_address', 'in_bps', 'out_bps', 'utilization_in', 'utilization_out', 'in_errors', 'out_errors', 'rx_power_dbm', 'tx_power_dbm', 'last_change'] as const
).map((key) => ({ key, value: (row) => row[key] }));

function NameLink({ name }: { readonly name: string }) {
  return (
    <Link to="/monitor/interfaces/$name" params={{ name }} search={(before) => before} activeProps={{ 'aria-current': 'true' }}>
      {name}
    </Link>
  );
}

type NumberField = 'in_bps' | 'out_bps' | 'utilization_in' | 'utilization_out' | 'in_errors' | 'out_errors' | 'rx_power_dbm' | 'tx_power_dbm';

export function InterfaceState({ row, adminDown }: { readonly row: NetworkInterface; readonly adminDown: string }) {
  if (row.status === null) return <UnknownCell />;
  if (isUp(row)) return <Status tone="good">{row.status}</Status>;
  const byHand = row.status.startsWith('*') || /admin/i.test(row.status);
  return <Status tone={byHand ? 'muted' : 'bad'}>{byHand ? adminDown : row.status}</Status>;
}

import { flexRender, getCoreRowModel, getSortedRowModel, useReactTable, type Row } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { Empty } from '~/design/States';
import { useFormats } from '~/i18n/formats';
import { beside, interfaceColumns } from './columns';
import type { InterfaceRow, InterfaceSearch } from './useInterfaceSearch';
import styles from './InterfaceTable.module.css';

const ROW_PIXELS = 30;
const OVERSCAN = 12;

/** Dense and virtual: a BNG may have some thousand interfaces, the page draws what is seen. */
export function InterfaceTable({ search, chosen }: { readonly search: InterfaceSearch; readonly chosen: string | undefined }) {
  'use no memo'; // the table and the virtualizer below change in place
  const { t } = useTranslation();
  const formats = useFormats();
  const columns = useMemo(() => interfaceColumns(t, formats), [t, formats]);
  const isNarrow = chosen !== undefined;
  const state = useMemo(
    () => ({ sorting: [{ id: search.sort, desc: search.descending }], columnVisibility: isNarrow ? Object.fromEntries(columns.map(({ id = 'name' }) => [id, beside.has(id)])) : {} }),
    [search.sort, search.descending, isNarrow, columns],
  );
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- known to the directive above
  const table = useReactTable({
    data: search.rows as InterfaceRow[],
    columns,
    state,
    // There are no pages to go back to the first of; asking for it would render for ever.
    autoResetAll: false,
    getRowId: ({ name }) => name,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
    enableSortingRemoval: false,
  });
  const rows = table.getRowModel().rows;
  if (rows.length === 0) return <Empty>{t('ports.none')}</Empty>;
  return (
    <div ref={setBox} className={styles.box} tabIndex={0} role="group" aria-label={t('nav.interfaces')}>
      <table className={styles.table} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            {table.getLeafHeaders().map((header) => {
              const sorted = header.column.getIsSorted();
              const first = header.column.columnDef.sortDescFirst === true;
              return (
                <th
                  key={header.id}
                  scope="col"
                  data-kind={header.column.columnDef.meta?.kind}
                  aria-sort={sorted === false ? undefined : sorted === 'desc' ? 'descending' : 'ascending'}
                >
                  {header.column.getCanSort() ? (
                    <button type="button" onClick={() => search.change({ sort: header.column.id, down: sorted === false ? first : sorted === 'asc' })}>
                      {flexRender(header.column.columnDef.header, header.getContext())}
                      <span aria-hidden="true">{sorted === false ? '' : sorted === 'desc' ? ' ↓' : ' ↑'}</span>
                    </button>
                  ) : (
                    flexRender(header.column.columnDef.header, header.getContext())
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <Body rows={rows} box={box} columnCount={table.getVisibleLeafColumns().length} chosen={chosen} />
      </table>
    </div>
  );
}

function Body({ rows, box, columnCount, chosen }: { readonly rows: readonly Row<InterfaceRow>[]; readonly box: HTMLDivElement | null; readonly columnCount: number; readonly chosen: string | undefined }) {
  'use no memo';
  // eslint-disable-next-line react-hooks/incompatible-library -- known to the directive above
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => box, estimateSize: () => ROW_PIXELS, overscan: OVERSCAN });
  const seen = virtual.getVirtualItems();
  const above = seen[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (seen.at(-1)?.end ?? 0);
  return (
    <tbody>
      {above > 0 && <Spacer height={above} columnCount={columnCount} />}
      {seen.map(({ index }) => {
        const row = rows[index];
        if (row === undefined) return null;
        return (
          <tr key={row.id} aria-rowindex={index + 2} data-chosen={row.id === chosen || undefined}>
            {row.getVisibleCells().map((cell) => (
              <td key={cell.id} data-kind={cell.column.columnDef.meta?.kind}>
                {flexRender(cell.column.columnDef.cell, cell.getContext())}
              </td>
            ))}
          </tr>
        );
      })}
      {below > 0 && <Spacer height={below} columnCount={columnCount} />}
    </tbody>
  );
}

function Spacer({ height, columnCount }: { readonly height: number; readonly columnCount: number }) {
  return (
    <tr aria-hidden="true" className={styles.spacer}>
      <td colSpan={columnCount} style={{ height }} />
    </tr>
  );
}

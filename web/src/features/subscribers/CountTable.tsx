import { getCoreRowModel, getSortedRowModel, useReactTable, createColumnHelper, type SortingState } from '@tanstack/react-table';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { Meter } from '~/design/Meter';
import table from '~/design/Table.module.css';
import { UnknownCell } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';

export interface CountRow {
  readonly name: string;
  readonly count: number | null;
}

interface Props {
  readonly title: string;
  readonly unit: string;
  readonly rows: readonly CountRow[];
  /** Whether the counts are parts of one whole. */
  readonly shares?: boolean;
  /** What stands in place of a plain name, such as a link. */
  readonly nameOf?: (name: string) => ReactNode;
}

const column = createColumnHelper<CountRow>();

/** Names with a count each, most first, and each one's share of what is known. */
export function CountTable({ title, unit, rows, shares = true, nameOf = (name) => name }: Props) {
  'use no memo'; // the table below changes in place
  const { t } = useTranslation();
  const formats = useFormats();
  const [sorting, setSorting] = useState<SortingState>([{ id: 'count', desc: true }]);
  const sum = rows.reduce((total, { count }) => total + (count ?? 0), 0);
  const columns = useMemo(
    () => [
      column.accessor('name', { header: t('count.name') }),
      column.accessor((row) => row.count ?? undefined, { id: 'count', header: unit, sortUndefined: 'last', sortDescFirst: true }),
    ],
    [t, unit],
  );
  // eslint-disable-next-line react-hooks/incompatible-library -- known to the directive above
  const model = useReactTable({
    data: rows as CountRow[],
    columns,
    state: { sorting },
    onSortingChange: setSorting,
    enableSortingRemoval: false,
    autoResetAll: false,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
  });
  return (
    <div className={table.scroll} tabIndex={0} role="group" aria-label={title}>
      <table className={table.table}>
        <thead>
          <tr>
            {model.getFlatHeaders().map(({ id, column: head }) => {
              const sorted = head.getIsSorted();
              return (
                <th key={id} scope="col" className={id === 'count' ? table.number : undefined} aria-sort={sorted === false ? undefined : sorted === 'desc' ? 'descending' : 'ascending'}>
                  <button type="button" className={table.sort} onClick={() => head.toggleSorting()}>
                    {id === 'count' ? unit : t('count.name')}
                    <span aria-hidden="true" className={table.arrow}>
                      {sorted === false ? '' : sorted === 'desc' ? '↓' : '↑'}
                    </span>
                  </button>
                </th>
              );
            })}
            {shares && (
              <th scope="col" className={table.number}>
                {t('domains.share')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {model.getRowModel().rows.map(({ id, original: { name, count } }) => (
            <tr key={id}>
              <th scope="row" className={table.wide} title={name}>
                {nameOf(name)}
              </th>
              <td className={table.number}>{count === null ? <UnknownCell /> : formats.integer(count)}</td>
              {shares && <td className={table.number}>{count === null || sum === 0 ? <UnknownCell /> : <Share percent={(count / sum) * 100} />}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Share({ percent }: { readonly percent: number }) {
  const formats = useFormats();
  return (
    <Meter percent={percent} warnAt={Infinity} badAt={Infinity}>
      {formats.percent(percent)}
    </Meter>
  );
}

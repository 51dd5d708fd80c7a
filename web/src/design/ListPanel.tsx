import type { ReactNode } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { Panel } from './Panel';
import { Empty, Failure, Skeleton } from './States';
import table from './Table.module.css';

interface Props<Item> {
  readonly title: string;
  readonly items: readonly Item[] | undefined;
  readonly error: unknown;
  /** What to do where there is nothing yet. */
  readonly empty: string;
  readonly aside?: ReactNode;
  /** The cells of the head, each `th`. */
  readonly head: ReactNode;
  /** One row, with its key. */
  readonly row: (item: Item) => ReactNode;
  /** Below the table. */
  readonly children?: ReactNode;
}

/** A dense table of what the server has, in each of its states. */
export function ListPanel<Item>({ title, items, error, empty, aside, head, row, children }: Props<Item>) {
  const { t } = useTranslation();
  return (
    <Panel title={title} flush aside={aside} busy={items === undefined && error === null}>
      {items === undefined && error === null && <Skeleton rows={4} />}
      {items === undefined && error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {items?.length === 0 && <Empty>{empty}</Empty>}
      {items !== undefined && items.length > 0 && (
        <div className={table.scroll} tabIndex={0} role="group" aria-label={title}>
          <table className={table.table}>
            <thead>
              <tr>{head}</tr>
            </thead>
            <tbody>{items.map(row)}</tbody>
          </table>
        </div>
      )}
      {children}
    </Panel>
  );
}

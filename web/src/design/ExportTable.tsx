import { useTranslation } from '~/i18n/useTranslation';
import { Button } from './Button';
import type { Cell } from './csv';

export interface ExportColumn<Row> {
  /** The field's name in the API, the same in every language. */
  readonly key: string;
  readonly value: (row: Row) => Cell;
}

interface Props<Row> {
  /** What the file is about. */
  readonly name: string;
  readonly columns: readonly ExportColumn<Row>[];
  readonly rows: readonly Row[];
  readonly simulated?: boolean;
}

/** Saves a table, as it is filtered and sorted, as CSV. */
export function ExportTable<Row>({ name, columns, rows, simulated = false }: Props<Row>) {
  const { t } = useTranslation();
  const save = async () => {
    const [{ toCsv }, { exportName, saveFile }] = await Promise.all([import('./csv'), import('./saveFile')]);
    const header = [...columns.map(({ key }) => key), ...(simulated ? ['simulated'] : [])];
    const cells = rows.map((row) => [...columns.map(({ value }) => value(row)), ...(simulated ? [true] : [])]);
    saveFile(exportName(name, 'csv', simulated), new Blob([toCsv(header, cells)], { type: 'text/csv;charset=utf-8' }));
  };
  return (
    <Button tone="quiet" disabled={rows.length === 0} onClick={() => void save()} title={t('export.tableCsv')}>
      {t('export.csv')}
    </Button>
  );
}

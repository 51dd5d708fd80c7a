import type { ExportColumn } from '~/design/ExportTable';
import { ExportTable } from '~/design/ExportTable';
import { useLive } from './LiveProvider';
import { useRouterId } from './routerId';

interface Props<Row> {
  readonly name: string;
  readonly columns: readonly ExportColumn<Row>[];
  readonly rows: readonly Row[];
}

/** A table about the router in the address: its file is named after it, and says where its figures are simulated. */
export function ExportReading<Row>({ name, columns, rows }: Props<Row>) {
  const router = useRouterId();
  const simulated = useLive((snapshot) => snapshot.simulated);
  return <ExportTable name={router === undefined ? name : `${router}-${name}`} columns={columns} rows={rows} simulated={simulated} />;
}

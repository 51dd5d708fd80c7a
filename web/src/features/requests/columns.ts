import type { ExportColumn } from '~/design/ExportTable';
import type { RequestLine } from './sample';

/** Of an exported file: the API's own names. */
export const columns: readonly ExportColumn<RequestLine>[] = (
  [
    'timestamp',
    'gateway',
    'tenant_id',
    'method',
    'scheme',
    'host',
    'path',
    'protocol',
    'status',
    'route',
    'pool',
    'backend',
    'why',
    'retries',
    'duration_ms',
    'backend_ms',
    'bytes_in',
    'bytes_out',
    'client',
    'request_id',
    'aborted',
    'blocked',
  ] as const
).map((key) => ({ key, value: (line) => line[key] }));

import type { BackendRow } from '~/api/gateway';
import type { ExportColumn } from '~/design/ExportTable';

/** Of an exported file: the API's own names. */
export const backendColumns: readonly ExportColumn<BackendRow>[] = (
  [
    'tenant',
    'pool',
    'id',
    'address',
    'region',
    'priority',
    'weight',
    'status',
    'health',
    'health_since',
    'health_authority',
    'health_gateway',
    'in_flight',
    'connections',
    'response_time',
    'p50_response_time',
    'p99_response_time',
    'error_rate',
    'requests_total',
    'bytes_in_total',
    'bytes_out_total',
    'last_check',
    'last_error',
  ] as const
).map((key) => ({ key, value: (row) => row[key] }));

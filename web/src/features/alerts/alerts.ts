import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { alertRow, type AlertRow } from '~/api/alerts';
import { request, withQuery } from '~/api/http';
import { pageOf } from '~/api/shape';

export const PAGE_SIZE = 50;

/** What the address of the page says of which alerts to show. */
export interface AlertFilter {
  readonly status?: 'firing' | 'resolved';
  readonly acknowledged?: boolean;
}

export function alertsQuery({ status, acknowledged }: AlertFilter, page: number) {
  return queryOptions({
    queryKey: ['control', 'alerts', status ?? null, acknowledged ?? null, page],
    queryFn: ({ signal }) =>
      request(withQuery('/api/alerts', { status, acknowledged: acknowledged === undefined ? undefined : String(acknowledged), page, page_size: PAGE_SIZE }), pageOf(alertRow), { signal }),
    placeholderData: keepPreviousData,
    staleTime: 5_000,
    refetchInterval: 15_000,
  });
}

export function acknowledge(row: AlertRow, comment: string): Promise<AlertRow> {
  return request(addressOf(row, 'ack'), alertRow, { method: 'POST', body: comment === '' ? {} : { comment } });
}

export function silence(row: AlertRow, duration: string, comment: string): Promise<AlertRow> {
  return request(addressOf(row, 'silence'), alertRow, { method: 'POST', body: { duration, ...(comment === '' ? {} : { comment }) } });
}

function addressOf({ id, tenant }: AlertRow, verb: string): string {
  return withQuery(`/api/alerts/${encodeURIComponent(id)}/${verb}`, { tenant: tenant ?? undefined });
}

/** The stored page with what came live since, the newest first; an alert stands in it once, as it was told last. */
export function mergeAlerts(stored: readonly AlertRow[], came: readonly AlertRow[], filter: AlertFilter): readonly AlertRow[] {
  const merged = new Map(stored.map((row) => [row.id, row]));
  for (const row of came) {
    const before = merged.get(row.id);
    if (before === undefined || isNewer(row, before)) merged.set(row.id, row);
  }
  return [...merged.values()].filter((row) => matches(row, filter)).sort((one, other) => (other.starts_at ?? '').localeCompare(one.starts_at ?? '') || other.id.localeCompare(one.id));
}

function matches({ status, acknowledged }: AlertRow, filter: AlertFilter): boolean {
  return (filter.status === undefined || status === filter.status) && (filter.acknowledged === undefined || acknowledged === filter.acknowledged);
}

/** Messages of Alertmanager are counted; what a person did since has its own time. */
function isNewer(row: AlertRow, before: AlertRow): boolean {
  if (row.received !== before.received) return (row.received ?? 0) > (before.received ?? 0);
  return lastDeed(row) >= lastDeed(before);
}

function lastDeed({ acknowledged_at, silenced_until }: AlertRow): string {
  return [acknowledged_at ?? '', silenced_until ?? ''].sort().join();
}

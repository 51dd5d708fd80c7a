import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { list, number, text, textOrNumber } from '~/api/fields';
import { request, withQuery } from '~/api/http';

const REFRESH_MS = 60_000;

const alarmRow = z.looseObject({ sequence: textOrNumber, alarm_id: text, severity: text, raised_at: text, description: text });
export type RouterAlarm = z.infer<typeof alarmRow>;

const poolRow = z.looseObject({ name: text, kind: text, total: number, used: number, free: number, used_percent: number });
export type IpPool = z.infer<typeof poolRow>;

export function alarmsQuery(router: string | undefined) {
  return queryOptions({
    queryKey: ['alarms', router ?? null],
    queryFn: async ({ signal }) => (await request(withQuery('/api/alarms', { router }), z.looseObject({ data: list(alarmRow) }), { signal })).data,
    refetchInterval: REFRESH_MS,
  });
}

export function poolsQuery(router: string | undefined) {
  return queryOptions({
    queryKey: ['ip_pools', router ?? null],
    queryFn: async ({ signal }) => (await request(withQuery('/api/ip_pools', { router }), z.looseObject({ data: list(poolRow) }), { signal })).data,
    refetchInterval: REFRESH_MS,
  });
}

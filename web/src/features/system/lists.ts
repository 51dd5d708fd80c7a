import { queryOptions } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { list, number, text, textOrNumber } from '~/api/fields';
import { request, withQuery } from '~/api/http';
import { routerKey } from '~/api/queries';
import { shapeOf, type Schemas } from '~/api/shape';

const REFRESH_MS = 60_000;

const alarmRow = shapeOf<Schemas['RouterAlarm']>()({ sequence: textOrNumber, alarm_id: text, severity: text, raised_at: text, description: text });
export type RouterAlarm = z.infer<typeof alarmRow>;

const poolRow = shapeOf<Schemas['IpPoolRow']>()({ name: text, kind: text, total: number, used: number, free: number, used_percent: number });
export type IpPool = z.infer<typeof poolRow>;

export function alarmsQuery(router: string | undefined) {
  return queryOptions({
    queryKey: routerKey(router, 'alarms'),
    queryFn: async ({ signal }) => (await request(withQuery('/api/alarms', { router }), shapeOf<Schemas['AlarmsPayload']>()({ data: list(alarmRow) }), { signal })).data,
    refetchInterval: REFRESH_MS,
  });
}

export function poolsQuery(router: string | undefined) {
  return queryOptions({
    queryKey: routerKey(router, 'ip_pools'),
    queryFn: async ({ signal }) => (await request(withQuery('/api/ip_pools', { router }), shapeOf<Schemas['IpPoolsPayload']>()({ data: list(poolRow) }), { signal })).data,
    refetchInterval: REFRESH_MS,
  });
}

import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { list, number, text, textOrNumber } from '~/api/fields';
import { request, withQuery } from '~/api/http';

const REFRESH_MS = 60_000;

const body = z.looseObject({
  items: z.optional(z.unknown()),
  data: z.optional(z.unknown()),
  alarms: z.optional(z.unknown()),
  pools: z.optional(z.unknown()),
});

const alarm = z.looseObject({
  id: textOrNumber,
  sequence: textOrNumber,
  severity: text,
  level: text,
  name: text,
  description: text,
  entity: text,
  raised_at: text,
  timestamp: text,
});
export type RouterAlarm = z.infer<typeof alarm>;

const pool = z.looseObject({ name: text, domain: text, total: number, used: number, free: number, used_percent: number, utilization_percent: number });
export type IpPool = z.infer<typeof pool>;

export function alarmsQuery(router: string | undefined) {
  return queryOptions({
    queryKey: ['alarms', router ?? null],
    queryFn: async ({ signal }) => list(alarm).parse(rows(await request(withQuery('/api/alarms', { router }), body, { signal }), 'alarms')),
    refetchInterval: REFRESH_MS,
  });
}

export function poolsQuery(router: string | undefined) {
  return queryOptions({
    queryKey: ['ip_pools', router ?? null],
    queryFn: async ({ signal }) => list(pool).parse(rows(await request(withQuery('/api/ip_pools', { router }), body, { signal }), 'pools')),
    refetchInterval: REFRESH_MS,
  });
}

function rows(answer: z.infer<typeof body>, name: 'alarms' | 'pools'): unknown {
  const data = answer.data;
  const inData = typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as Record<string, unknown>)[name] : data;
  return [answer[name], answer.items, inData].find(Array.isArray);
}

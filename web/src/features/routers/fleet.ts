import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { flag, list, number, text } from '~/api/fields';
import { request } from '~/api/http';
import { shapeOf, type Schemas } from '~/api/shape';

const REFRESH_MS = 5_000;

const fleetRow = shapeOf<Schemas['FleetRow']>()({
  id: z.string(),
  name: text,
  simulated: flag,
  is_default: flag,
  status: text,
  message: text,
  online_total: number,
  online_change: number,
  peak: number,
  worst_slot: text,
  worst_cpu: number,
  traffic_in_bps: number,
  traffic_out_bps: number,
  open_incidents: number,
  age_seconds: number,
  stale: flag,
  day: list(number),
});
export type FleetRow = z.infer<typeof fleetRow>;

export const fleetQuery = queryOptions({
  queryKey: ['routers', 'fleet'],
  queryFn: async ({ signal }): Promise<readonly FleetRow[]> => (await request('/api/fleet', shapeOf<Schemas['FleetBody']>()({ items: z.array(fleetRow) }), { signal })).items,
  refetchInterval: REFRESH_MS,
});

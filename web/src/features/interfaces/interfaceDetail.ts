import { queryOptions } from '@tanstack/react-query';
import { flag, list, number, text } from '~/api/fields';
import * as z from 'zod/mini';
import { request, withQuery } from '~/api/http';
import { routerKey } from '~/api/queries';
import { shapeOf, type Schemas } from '~/api/shape';

// The router is asked anew each time, within what it lets a caller ask.
const REFRESH_MS = 60_000;
const counted = z.catch(z.record(z.string(), z.number()), {});

const detail = shapeOf<Schemas['InterfaceDetailBody']>()({
  name: z.string(),
  simulated: flag,
  status: text,
  status_reason: text,
  protocol: text,
  description: text,
  ip_addresses: list(z.string()),
  mac_address: text,
  mtu: number,
  speed_bps: number,
  last_up: text,
  last_down: text,
  counters_since: text,
  in_errors: number,
  out_errors: number,
  in_faults: counted,
  out_faults: counted,
  rx_power_dbm: number,
  rx_power_low_dbm: number,
  rx_power_high_dbm: number,
  tx_power_dbm: number,
  tx_power_low_dbm: number,
  tx_power_high_dbm: number,
  module: text,
  wavelength_nanometers: number,
  distance_meters: number,
});
export type InterfaceDetail = z.infer<typeof detail>;

export function interfaceDetailQuery(name: string, router: string | undefined) {
  return queryOptions({
    queryKey: routerKey(router, 'interface-detail', name),
    queryFn: ({ signal }) => request(withQuery('/api/interface_detail', { router, interface: name }), detail, { signal }),
    refetchInterval: REFRESH_MS,
    staleTime: 15_000,
  });
}

import * as z from 'zod/mini';
import { counts, flag, list, number, text, textOrNumber } from './fields';
import { shapeOf, type Schemas } from './shape';

/** The kinds of figures that the monitor keeps for a router, as the REST answers and the live frames name them. */
export const onlineTotal = shapeOf<Schemas['OnlineTotalData']>()({
  total: number,
  active: number,
  peak: number,
  peak_since_start: number,
  ipv4: number,
  ipv6: number,
  dual_stack: number,
  history: list(shapeOf<Schemas['OnlineHistoryPoint']>()({ timestamp: text, total: number })),
});

export const slot = shapeOf<Schemas['SlotMetrics']>()({
  slot: textOrNumber,
  type: text,
  role: text,
  cpu: number,
  memory: number,
  temperature: number,
  status: text,
});

export const systemMetrics = shapeOf<Schemas['SystemMetricsData']>()({
  cpu: number,
  memory: number,
  temperature: number,
  uptime: textOrNumber,
  uptime_seconds: number,
  version: text,
  patch: text,
  serial: text,
  model: text,
  power_status: text,
  fan_status: text,
  slots: list(slot),
});

export const networkInterface = shapeOf<Schemas['InterfaceRow']>()({
  name: z.string(),
  status: text,
  status_reason: text,
  protocol: text,
  ip_address: text,
  description: text,
  utilization_in: number,
  utilization_out: number,
  in_bps: number,
  out_bps: number,
  in_errors: number,
  out_errors: number,
  last_change: text,
  members: list(z.string()),
  rx_power_dbm: number,
  tx_power_dbm: number,
});

export const interfacesStatus = shapeOf<Schemas['InterfacesPayload']>()({ interfaces: list(networkInterface) });

export const interfaceTraffic = shapeOf<Schemas['PortTraffic']>()({
  name: z.string(),
  in_bps: number,
  out_bps: number,
  utilization_in: number,
  utilization_out: number,
});

export const networkTraffic = shapeOf<Schemas['TrafficTotals'] & Schemas['TrafficData']>()({
  total_in: number,
  total_out: number,
  utilization_percent: number,
  interfaces: list(interfaceTraffic),
  hint: text,
});

export const pppoeStats = shapeOf<Schemas['PppoeData']>()({
  total: number,
  active: number,
  peak: number,
  authenticated: number,
  max_users: number,
  by_domain: list(shapeOf<Schemas['DomainCount']>()({ domain: z.string(), online: number })),
  by_interface: list(shapeOf<Schemas['InterfaceCount']>()({ interface: z.string(), online: number })),
  by_slot: list(shapeOf<Schemas['SlotCount']>()({ slot: z.string(), online: number })),
  by_access_type: counts(),
  discovery: counts(),
  fail_reasons: list(shapeOf<Schemas['ReasonCount']>()({ reason: z.string(), count: number })),
  offline_reasons: list(shapeOf<Schemas['ReasonCount']>()({ reason: z.string(), count: number })),
});

export const families = {
  online_total: onlineTotal,
  system_metrics: systemMetrics,
  interfaces_status: interfacesStatus,
  network_traffic: networkTraffic,
  pppoe_stats: pppoeStats,
} as const;

export type Family = keyof typeof families;
export type FamilyData = { readonly [Name in Family]: z.infer<(typeof families)[Name]> };
export type OnlineTotal = FamilyData['online_total'];
export type SystemMetrics = FamilyData['system_metrics'];
export type NetworkInterface = z.infer<typeof networkInterface>;
export type NetworkTraffic = FamilyData['network_traffic'];
export type PppoeStats = FamilyData['pppoe_stats'];
export type Slot = z.infer<typeof slot>;

const envelope = z.looseObject({
  timestamp: text,
  taken_at: text,
  interval_seconds: number,
  router: textOrNumber,
  age_seconds: number,
  stale: flag,
  stale_reason: text,
  simulated: flag,
  data: z.optional(z.unknown()),
});

/** One reading of a family: its figures, and what is known about how old and how true they are. */
export interface Reading<Data> {
  /** Whose figures these are; null when not told. */
  readonly router: string | null;
  readonly data: Data;
  /** When the router was asked, in seconds since 1970 by the server's clock; null when not told. */
  readonly takenAt: number | null;
  /** How old it was on arrival. */
  readonly ageSeconds: number;
  /** How often it is asked for; null when not told. */
  readonly intervalSeconds: number | null;
  readonly stale: boolean;
  readonly staleReason: string | null;
  readonly simulated: boolean;
  /** Milliseconds on this tab's monotonic clock when it arrived. */
  readonly receivedAt: number;
}

/** `serverNow` is the server's clock in seconds since 1970, where it is known: live frames say when, not how old. */
export function readFamily<Name extends Family>(family: Name, body: unknown, receivedAt: number, serverNow: number | null = null): Reading<FamilyData[Name]> {
  const head = envelope.parse(body);
  const told = head.age_seconds ?? 0;
  const takenAt = seconds(head.taken_at) ?? shifted(seconds(head.timestamp), -told);
  const age = head.age_seconds === null && takenAt !== null && serverNow !== null ? serverNow - takenAt : told;
  const schema = families[family] as unknown as z.ZodMiniType<FamilyData[Name]>;
  return {
    router: head.router === null ? null : String(head.router),
    data: schema.parse(flatten(family, head)),
    takenAt,
    ageSeconds: Math.max(0, age),
    intervalSeconds: head.interval_seconds,
    stale: head.stale ?? false,
    staleReason: head.stale_reason,
    simulated: head.simulated ?? false,
    receivedAt,
  };
}

/** Both generations of payload in one body: flat fields beside `data`, a list or an object under `data`. */
export function flatten(family: Family, head: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { data } = head;
  if (Array.isArray(data)) return { ...head, interfaces: data, removed_interfaces: head.removed_data };
  const flat = family === 'network_traffic' ? record(head.traffic) : {};
  return { ...head, ...record(data), ...flat };
}

function seconds(time: string | null): number | null {
  const parsed = time === null ? Number.NaN : Date.parse(time) / 1000;
  return Number.isFinite(parsed) ? parsed : null;
}

function shifted(time: number | null, by: number): number | null {
  return time === null ? null : time + by;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

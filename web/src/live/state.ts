import { families, flatten, readFamily, type Family, type FamilyData, type Reading } from '~/api/families';
import { readAlert, type Alert } from './alert';
import type { Frame } from './frames';
import { appendPoint, appendTrend, type Point, type Trends } from './trend';

export type Readings = { readonly [Name in Family]?: Reading<FamilyData[Name]> };

export interface LiveState {
  readonly readings: Readings;
  readonly online: readonly Point[];
  readonly down: readonly Point[];
  readonly up: readonly Point[];
  readonly trends: Trends;
  readonly alerts: readonly Alert[];
  /** What the server says about the connection to the router while it is not well. */
  readonly routerMessage: string | null;
  readonly simulated: boolean;
  /** The server's clock less this tab's, in milliseconds; null until a frame told. */
  readonly clockOffset: number | null;
}

export const emptyState: LiveState = {
  readings: {},
  online: [],
  down: [],
  up: [],
  trends: new Map(),
  alerts: [],
  routerMessage: null,
  simulated: false,
  clockOffset: null,
};

const MAX_ALERTS = 50;

/** The update types of the contract carry changed rows only; each belongs to a family and a list with a key. */
const updates: Readonly<Record<string, Family>> = {
  interfaces_update: 'interfaces_status',
  pppoe_update: 'pppoe_stats',
  system_metrics_update: 'system_metrics',
  traffic_update: 'network_traffic',
};

const rowKeys: Readonly<Record<string, string>> = {
  interfaces: 'name',
  slots: 'slot',
  by_domain: 'domain',
  by_interface: 'interface',
  by_slot: 'slot',
  fail_reasons: 'reason',
  offline_reasons: 'reason',
};

export function applyFrame(state: LiveState, frame: Frame, receivedAt: number): LiveState {
  switch (frame.type) {
    case 'welcome':
    case 'heartbeat':
    case 'pong': {
      const told = Date.parse(String(frame.body.timestamp));
      return Number.isFinite(told) ? { ...state, clockOffset: told - receivedAt } : state;
    }
    case 'router_data':
      return applyData(state, record(frame.body.data), receivedAt);
    case 'system_status':
      return { ...state, routerMessage: troubleOf(record(frame.body.status)) };
    case 'alert': {
      const alert = readAlert(frame.body.alert);
      if (alert === null) return state;
      const others = state.alerts.filter((known) => known.id !== alert.id);
      return { ...state, alerts: [alert, ...others].slice(0, MAX_ALERTS) };
    }
    default:
      return state;
  }
}

export function applyReading<Name extends Family>(state: LiveState, family: Name, reading: Reading<FamilyData[Name]>): LiveState {
  const next: LiveState = {
    ...state,
    readings: { ...state.readings, [family]: reading },
    simulated: state.simulated || reading.simulated,
  };
  return addPoints(next, family, reading);
}

function applyData(state: LiveState, body: Readonly<Record<string, unknown>>, receivedAt: number): LiveState {
  const type = String(body.type);
  const serverNow = state.clockOffset === null ? null : (receivedAt + state.clockOffset) / 1000;
  if (type in families) {
    const family = type as Family;
    return applyReading(state, family, readFamily(family, body, receivedAt, serverNow));
  }
  const family = updates[type];
  if (family === undefined) return state;
  const known = state.readings[family];
  if (known === undefined) return state;
  const merged = mergeRows(known.data, flatten(family, body));
  return applyReading(state, family, readFamily(family, { ...body, data: merged, traffic: undefined }, receivedAt, serverNow));
}

/** Lists keep the rows that did not change; a plain field that came replaces the one before. */
export function mergeRows(known: Readonly<Record<string, unknown>>, changed: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...known };
  for (const [field, value] of Object.entries(changed)) {
    if (!(field in known)) continue;
    const key = rowKeys[field];
    const before = known[field];
    const removed = changed[`removed_${field}`];
    if (key !== undefined && Array.isArray(before) && Array.isArray(value)) {
      // Nothing changed and nothing removed, yet named: the list is empty now.
      const emptied = value.length === 0 && !Array.isArray(removed);
      merged[field] = emptied ? [] : mergeList(before as readonly unknown[], value as readonly unknown[], Array.isArray(removed) ? removed : [], key);
    } else if (isRecord(before) && isRecord(value)) {
      merged[field] = { ...before, ...value };
    } else if (value !== undefined) {
      merged[field] = value;
    }
  }
  return merged;
}

function mergeList(before: readonly unknown[], changed: readonly unknown[], removed: readonly unknown[], key: string): unknown[] {
  const rows = new Map(before.map((row) => [String(record(row)[key]), row]));
  for (const row of changed) {
    const id = String(record(row)[key]);
    rows.set(id, { ...record(rows.get(id)), ...record(row) });
  }
  for (const gone of removed) rows.delete(String(gone));
  return [...rows.values()];
}

function troubleOf(status: Readonly<Record<string, unknown>>): string | null {
  const router = record(status.router);
  return router.status === 'online' || typeof router.message !== 'string' ? null : router.message;
}

function addPoints(state: LiveState, family: Family, reading: Reading<FamilyData[Family]>): LiveState {
  const at = reading.takenAt;
  if (at === null) return state;
  if (family === 'online_total') {
    return { ...state, online: appendPoint(state.online, at, (reading.data as FamilyData['online_total']).total) };
  }
  if (family === 'network_traffic') {
    const traffic = reading.data as FamilyData['network_traffic'];
    return {
      ...state,
      down: appendPoint(state.down, at, traffic.total_in),
      up: appendPoint(state.up, at, traffic.total_out),
      trends: appendTrend(state.trends, at, traffic.interfaces),
    };
  }
  return state;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

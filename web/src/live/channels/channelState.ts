import * as z from 'zod/mini';
import { alertRow, type AlertRow } from '~/api/alerts';
import { list } from '~/api/fields';
import { backendRow, securityEvent, trafficFigures, type BackendRow, type SecurityEvent, type TrafficFigures, type TrafficPoint } from '~/api/gateway';
import type { LinkState } from '../link/connection';
import type { Frame } from '../frames';
import { mergeEvents } from './mergeEvents';

export interface ChannelState {
  readonly link: LinkState;
  readonly traffic: TrafficFigures | null;
  /** One a second, the oldest first. */
  readonly points: readonly TrafficPoint[];
  readonly backends: readonly BackendRow[] | null;
  /** The newest first. */
  readonly events: readonly SecurityEvent[];
  /** Alerts that came or changed since, each as it was told last. */
  readonly alerts: readonly AlertRow[];
}

export const emptyChannels: ChannelState = { link: { kind: 'connecting' }, traffic: null, points: [], backends: null, events: [], alerts: [] };

const MAX_POINTS = 300;
const MAX_EVENTS = 100;
const MAX_ALERTS = 200;
const rows = z.array(backendRow);
const recentEvents = z.object({ events: list(securityEvent) });
const rowsUnder = z.object({ backends: rows });

export function applyChannelFrame(state: ChannelState, frame: Frame): ChannelState {
  const { data } = frame.body;
  switch (frame.type) {
    case 'metrics_update': {
      const traffic = trafficFigures.safeParse(data);
      if (!traffic.success) return state;
      return { ...state, traffic: traffic.data, points: mergePoints(state.points, traffic.data.recent_metrics) };
    }
    case 'backend_update': {
      const backends = Array.isArray(data) ? rows.safeParse(data).data : rowsUnder.safeParse(data).data?.backends;
      return backends === undefined ? state : { ...state, backends };
    }
    case 'security_snapshot': {
      const recent = recentEvents.safeParse(data);
      return recent.success ? { ...state, events: mergeEvents(state.events, recent.data.events).slice(0, MAX_EVENTS) } : state;
    }
    case 'security_event': {
      const event = securityEvent.safeParse(data);
      return event.success ? { ...state, events: mergeEvents(state.events, [event.data]).slice(0, MAX_EVENTS) } : state;
    }
    case 'alert': {
      const alert = alertRow.safeParse(data);
      if (!alert.success) return state;
      return { ...state, alerts: [alert.data, ...state.alerts.filter(({ id }) => id !== alert.data.id)].slice(0, MAX_ALERTS) };
    }
    default:
      return state;
  }
}

/** History and live without a seam: a second that came again replaces itself. */
export function mergePoints(known: readonly TrafficPoint[], came: readonly TrafficPoint[]): readonly TrafficPoint[] {
  const first = came[0];
  const last = known.at(-1);
  if (first === undefined) return known;
  if (last === undefined || first.timestamp > last.timestamp) return [...known, ...came].slice(-MAX_POINTS);
  const merged = new Map([...known, ...came].map((point) => [point.timestamp, point]));
  return [...merged.values()].sort((one, other) => (one.timestamp < other.timestamp ? -1 : 1)).slice(-MAX_POINTS);
}

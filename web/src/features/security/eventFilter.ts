import type { SecurityEvent } from '~/api/gateway';

export const severities = ['info', 'low', 'medium', 'high', 'critical'] as const;
export const types = ['attack', 'blocked', 'suspicious', 'allowed'] as const;
export const periods = { hour: 3_600, day: 86_400, week: 604_800 } as const;
export type Period = keyof typeof periods;

/** What the address of the page says of which events to show. */
export interface EventFilter {
  readonly severity?: string;
  readonly type?: string;
  readonly rule?: string;
  readonly source?: string;
  readonly tenant?: string;
  readonly period?: Period;
}

/** Whether an event that came live belongs to what the server was asked for. */
export function matches(event: SecurityEvent, filter: EventFilter, now: number): boolean {
  return (
    isOf(event.severity, filter.severity) &&
    isOf(event.type, filter.type) &&
    isOf(event.rule, filter.rule) &&
    isOf(event.source, filter.source) &&
    isOf(event.tenant, filter.tenant) &&
    (filter.period === undefined || event.timestamp === null || Date.parse(event.timestamp) / 1000 >= now - periods[filter.period])
  );
}

function isOf(value: string | null, wanted: string | undefined): boolean {
  return wanted === undefined || value === wanted;
}

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { SecurityEvent } from '~/api/gateway';
import { mergeEvents } from '~/live/channels/mergeEvents';
import { useChannels } from '~/live/channels/useChannels';
import { useWallClock } from '~/live/useWallClock';
import { matches, type EventFilter } from './eventFilter';
import { eventsQuery, PAGE_SIZE } from './security';

interface Events {
  /** Absent while nothing was read. */
  readonly events: readonly SecurityEvent[] | undefined;
  readonly total: number;
  readonly error: Error | null;
  readonly live: boolean;
}

const MINUTE = 60;

/** A page of what was stored; on the first one also what came since, without a seam. */
export function useEvents(filter: EventFilter, page: number): Events {
  const { data, error } = useQuery(eventsQuery(filter, page));
  const came = useChannels((channels) => channels.events);
  const live = useChannels((channels) => channels.link.kind === 'open');
  const minute = Math.floor(useWallClock() / MINUTE);
  const { severity, type, rule, source, tenant, period } = filter;
  const events = useMemo(() => {
    if (data === undefined || page > 1) return data?.items;
    const wanted: EventFilter = Object.fromEntries(Object.entries({ severity, type, rule, source, tenant, period }).filter(([, value]) => value !== undefined));
    return mergeEvents(data.items, came.filter((event) => matches(event, wanted, minute * MINUTE))).slice(0, PAGE_SIZE);
  }, [data, came, page, severity, type, rule, source, tenant, period, minute]);
  return { events, total: data?.total_count ?? 0, error: data === undefined ? error : null, live };
}

import { queryOptions, useQuery } from '@tanstack/react-query';
import { trafficFigures, type TrafficFigures, type TrafficPoint } from '~/api/gateway';
import { request } from '~/api/http';
import { useChannels } from '~/live/channels/useChannels';

const realtimeQuery = queryOptions({
  queryKey: ['control', 'realtime'],
  queryFn: ({ signal }) => request('/api/metrics/realtime', trafficFigures, { signal }),
  refetchInterval: 5_000,
});

export interface Traffic {
  readonly figures: TrafficFigures | undefined;
  readonly points: readonly TrafficPoint[];
  readonly error: unknown;
}

/** The channel's figures; until it speaks, and while it is cut off, those of the REST answer. */
export function useTraffic(): Traffic {
  const live = useChannels((channels) => (channels.link.kind === 'open' ? channels.traffic : null));
  const points = useChannels((channels) => channels.points);
  const { data, error } = useQuery({ ...realtimeQuery, enabled: live === null });
  return { figures: live ?? data, points: live === null && data !== undefined ? data.recent_metrics : points, error: live === null && data === undefined ? error : null };
}

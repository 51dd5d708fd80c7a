import { queryOptions, useQuery } from '@tanstack/react-query';
import { trafficFigures, type TrafficFigures, type TrafficPoint } from '~/api/gateway';
import { request, withQuery } from '~/api/http';
import { shapeOf, type Schemas } from '~/api/shape';
import { useChannels } from '~/live/channels/useChannels';
import { usePlace } from './usePlace';

/** The percentiles, which the channel brings with the seconds. */
const lastMinute = shapeOf<Schemas['MetricsBody']>()({ requests: trafficFigures.shape.requests });

const SECOND_MS = 1_000;
const CUT_OFF_MS = 5_000;

/** @param tenant Whose; undefined: all that the login may see, which the channel says too. */
function realtimeQuery(tenant: string | undefined) {
  return queryOptions({
    queryKey: ['control', 'realtime', tenant ?? null],
    queryFn: async ({ signal }): Promise<TrafficFigures> => {
      const [figures, { requests }] = await Promise.all([
        request(withQuery('/api/metrics/realtime', { tenant }), trafficFigures, { signal }),
        request(withQuery('/api/metrics', { tenant }), lastMinute, { signal }),
      ]);
      return { ...figures, requests };
    },
    refetchInterval: tenant === undefined ? CUT_OFF_MS : SECOND_MS,
  });
}

export interface Traffic {
  readonly figures: TrafficFigures | undefined;
  readonly points: readonly TrafficPoint[];
  readonly error: unknown;
}

/** The channel's figures; until it speaks, while it is cut off, and of one tenant of several, those of the REST answer. */
export function useTraffic(): Traffic {
  const { tenant } = usePlace().place;
  const said = useChannels((channels) => (channels.link.kind === 'open' ? channels.traffic : null));
  const live = tenant === undefined ? said : null;
  const points = useChannels((channels) => channels.points);
  const { data, error } = useQuery({ ...realtimeQuery(tenant), enabled: live === null });
  return { figures: live ?? data, points: live === null && data !== undefined ? data.recent_metrics : tenant === undefined ? points : [], error: live === null && data === undefined ? error : null };
}

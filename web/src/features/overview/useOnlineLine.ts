import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { historyQuery } from '~/api/queries';
import { mergeLine, type Line, type Sample } from '~/charts/merge';
import { useLive } from '~/live/LiveProvider';
import { useRouterId } from '~/live/routerId';
import { useFamily } from '~/live/useFamily';

export const ranges = {
  '1h': { seconds: 3_600, step: 15 },
  '6h': { seconds: 21_600, step: 60 },
  '24h': { seconds: 86_400, step: 300 },
  '7d': { seconds: 604_800, step: 1_800 },
} as const;
export type RangeName = keyof typeof ranges;
export const rangeNames = Object.keys(ranges) as readonly RangeName[];

const LIVE_STEP_SECONDS = 10;
const REDRAW_SECONDS = 15;

export interface OnlineLine {
  readonly line: Line;
  readonly range: RangeName;
  readonly from: number;
  readonly to: number;
  readonly pending: boolean;
}

/** A day, unless there is not that much yet: a young history is not shown as a sliver. */
function fittingRange(day: readonly Sample[] | undefined, now: number | undefined): RangeName {
  const first = day?.find(({ value }) => value !== null)?.at ?? now;
  if (day === undefined || first === undefined || now === undefined) return '24h';
  const span = now - first;
  return span < ranges['1h'].seconds ? '1h' : span < ranges['6h'].seconds ? '6h' : '24h';
}

/** The curve of subscribers online: what is stored, and what was heard since, without a seam. */
export function useOnlineLine(): OnlineLine {
  const search: { range?: RangeName } = useSearch({ strict: false });
  const router = useRouterId();
  const day = useQuery(historyQuery('online_total', router, ranges['24h'].seconds, ranges['24h'].step));
  const live = useLive((snapshot) => snapshot.online);
  const range = search.range ?? fittingRange(day.data, live.at(-1)?.at);
  const { seconds, step } = ranges[range];
  const stored = useQuery(historyQuery('online_total', router, seconds, step));
  const { reading, pending } = useFamily('online_total');
  const inPayload = reading?.data.history;
  const history = useMemo<readonly Sample[]>(() => {
    if (stored.data?.some(({ value }) => value !== null) === true) return stored.data;
    return (inPayload ?? []).map(({ timestamp, total }) => ({ at: Date.parse(timestamp ?? '') / 1000, value: total })).filter(({ at }) => Number.isFinite(at));
  }, [stored.data, inPayload]);
  // The window moves with the newest sample, in steps, so that the picture does not crawl every second.
  const newest = live.at(-1)?.at ?? history.at(-1)?.at ?? 0;
  const to = Math.ceil(newest / REDRAW_SECONDS) * REDRAW_SECONDS;
  const from = to - seconds;
  const line = useMemo(() => mergeLine(history, live, step, LIVE_STEP_SECONDS, from), [history, live, step, from]);
  return { line, range, from, to, pending: pending || stored.isPending };
}

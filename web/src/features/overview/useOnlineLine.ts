import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { historyQuery } from '~/api/queries';
import { mergeLine, type Sample } from '~/charts/merge';
import { ranges, useSpan, type RangeName, type Span } from '~/charts/span';
import { useGhosts, useHistoryLine, type Ghost, type HistoryLine } from '~/charts/useHistoryLine';
import { useLive } from '~/live/LiveProvider';
import { useRouterId } from '~/live/routerId';
import { useFamily } from '~/live/useFamily';

const SERIES = 'online_total';
const LIVE_STEP_SECONDS = 10;

export interface OnlineLine extends HistoryLine {
  readonly range: RangeName;
  readonly span: Span;
  readonly ghosts: readonly Ghost[];
}

/** A day, unless there is not that much yet: a young history is not shown as a sliver. */
function fittingRange(day: readonly Sample[] | undefined, now: number | undefined): RangeName {
  const first = day?.find(({ value }) => value !== null)?.at ?? now;
  if (day === undefined || first === undefined || now === undefined) return '24h';
  const span = now - first;
  return span < ranges['1h'].seconds ? '1h' : span < ranges['6h'].seconds ? '6h' : '24h';
}

/** The curve of subscribers online: what is stored, and what was heard since, without a seam; and the same hours before. */
export function useOnlineLine(): OnlineLine {
  const router = useRouterId();
  const span = useSpan();
  const day = useQuery(historyQuery(SERIES, router, ranges['24h'].seconds, ranges['24h'].step));
  const live = useLive((snapshot) => snapshot.online);
  const range = span.range ?? fittingRange(day.data, live.at(-1)?.at);
  const stored = useHistoryLine({ series: SERIES, range, zoom: span.zoom, live, liveStep: LIVE_STEP_SECONDS });
  const { reading, pending } = useFamily(SERIES);
  const inPayload = reading?.data.history;
  const { from, to, step } = stored;
  // A history that cannot be read leaves what the payload itself tells of the day.
  const line = useMemo(() => {
    if (stored.error === null) return stored.line;
    const told = (inPayload ?? []).map(({ timestamp, total }) => ({ at: Date.parse(timestamp ?? '') / 1000, value: total })).filter(({ at }) => Number.isFinite(at));
    return mergeLine(told, live, ranges['24h'].step, LIVE_STEP_SECONDS, from);
  }, [stored.error, stored.line, inPayload, live, from]);
  // Which hours are compared is known once it is known how far back the curve goes.
  const isSettled = span.range !== undefined || !day.isPending;
  const ghosts = useGhosts(SERIES, isSettled ? from : 0, isSettled ? to : 0, step);
  return { ...stored, line, ghosts, range, span, pending: pending || stored.pending };
}

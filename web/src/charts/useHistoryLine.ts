import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { historyQuery, stretchQuery } from '~/api/queries';
import { useRouterId } from '~/live/routerId';
import { mergeLine, type Line, type Sample } from './merge';
import { shiftLine } from './lines';
import { ranges, stepFor, type RangeName, type Zoom } from './span';

const REDRAW_SECONDS = 15;
const DAY_SECONDS = 86_400;

export interface HistoryLine {
  readonly line: Line;
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly pending: boolean;
  readonly error: unknown;
}

interface Wanted {
  readonly series: string;
  readonly range: RangeName;
  readonly zoom: Zoom | null;
  /** What was heard since the page was opened; must keep its identity until it changes. */
  readonly live?: readonly Sample[];
  readonly liveStep?: number;
}

const NOTHING: readonly Sample[] = [];

/** One stored series, and what was heard since, as a line over the range or the stretch that was zoomed into. */
export function useHistoryLine({ series, range, zoom, live = NOTHING, liveStep = 10 }: Wanted): HistoryLine {
  const router = useRouterId();
  const { seconds, step: rangeStep } = ranges[range];
  const step = zoom === null ? rangeStep : stepFor(zoom.to - zoom.from);
  const stored = useQuery(zoom === null ? historyQuery(series, router, seconds, step) : stretchQuery(series, router, zoom.from, zoom.to, step));
  const history = stored.data ?? NOTHING;
  // The window moves with the newest sample, in steps, so that the picture does not crawl every second.
  const newest = Math.max(live.at(-1)?.at ?? 0, history.at(-1)?.at ?? 0);
  const to = zoom?.to ?? Math.ceil(newest / REDRAW_SECONDS) * REDRAW_SECONDS;
  const from = zoom?.from ?? to - seconds;
  const line = useMemo(() => mergeLine(history, live, step, liveStep, from), [history, live, step, liveStep, from]);
  return { line, from, to, step, pending: stored.isPending, error: stored.data === undefined ? stored.error : null };
}

export type GhostName = 'yesterday' | 'lastWeek';

export interface Ghost {
  readonly name: GhostName;
  readonly line: Line;
}

/** The same stretch a day and a week before, each only where something was measured then. */
export function useGhosts(series: string, from: number, to: number, step: number): readonly Ghost[] {
  const yesterday = useGhost(series, from, to, step, 'yesterday', DAY_SECONDS);
  const lastWeek = useGhost(series, from, to, step, 'lastWeek', 7 * DAY_SECONDS);
  return useMemo(() => [yesterday, lastWeek].filter((ghost) => ghost !== null), [yesterday, lastWeek]);
}

function useGhost(series: string, from: number, to: number, step: number, name: GhostName, before: number): Ghost | null {
  const router = useRouterId();
  // Asked for in whole hours: the past does not move with every sample.
  const start = Math.floor((from - before) / 3_600) * 3_600;
  const end = Math.ceil((to - before) / 3_600) * 3_600;
  // A stretch longer than the distance would be compared with itself.
  const wanted = to > from && from > 0 && to - from <= before;
  const { data } = useQuery({ ...stretchQuery(series, router, start, end, step), enabled: wanted });
  return useMemo(() => {
    if (!wanted || data === undefined) return null;
    const shifted = shiftLine(mergeLine(data, [], step, step, 0), before);
    const inside = shifted.times.map((at, index) => ({ at, value: shifted.values[index] ?? null })).filter(({ at }) => at >= from && at <= to);
    if (!inside.some(({ value }) => value !== null)) return null;
    return { name, line: { times: inside.map(({ at }) => at), values: inside.map(({ value }) => value) } };
  }, [wanted, data, step, before, from, to, name]);
}

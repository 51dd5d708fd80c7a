import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import * as z from 'zod/mini';

export const ranges = {
  '1h': { seconds: 3_600, step: 15 },
  '6h': { seconds: 21_600, step: 60 },
  '24h': { seconds: 86_400, step: 300 },
  '7d': { seconds: 604_800, step: 1_800 },
  '30d': { seconds: 2_592_000, step: 7_200 },
} as const;
export type RangeName = keyof typeof ranges;
export const rangeNames = Object.keys(ranges) as readonly RangeName[];

/** What the charts of a page keep in its address: how much of the past, or the stretch that was zoomed into. */
export interface SpanSearch {
  range?: RangeName;
  from?: number;
  to?: number;
}

const moment = z.number().check(z.int(), z.positive());
export const spanShape = { range: z.enum(['1h', '6h', '24h', '7d', '30d']), from: moment, to: moment };

export interface Zoom {
  readonly from: number;
  readonly to: number;
}

const MAX_POINTS = 600;
const STEPS = [15, 60, 300, 900, 1_800, 3_600, 7_200, 21_600] as const;

/** The finest step that a chart can still show. */
export function stepFor(seconds: number): number {
  return STEPS.find((step) => seconds / step <= MAX_POINTS) ?? 86_400;
}

export function zoomOf({ from, to }: SpanSearch): Zoom | null {
  return from !== undefined && to !== undefined && to > from ? { from, to } : null;
}

export interface Span {
  /** What the address asks for; undefined leaves the choice to the page. */
  readonly range: RangeName | undefined;
  readonly zoom: Zoom | null;
  /** Drawn over a stretch; null goes back to the range. */
  readonly zoomTo: (zoom: Zoom | null) => void;
}

/** All charts of a page share one span, so a stretch that is drawn on one is shown by each. */
export function useSpan(): Span {
  const search: SpanSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const { range, from, to } = search;
  const zoom = useMemo(() => zoomOf({ ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }), [from, to]);
  const zoomTo = useCallback(
    (next: Zoom | null) => void navigate({ to: '.', search: (before) => withSpan(before, next ?? {}) }),
    [navigate],
  );
  return { range, zoom, zoomTo };
}

/** The rest of an address's search with another span. A zoom keeps the range to go back to. */
export function withSpan<Search extends SpanSearch>(before: Search, span: SpanSearch): Search {
  const rest = { ...before };
  delete rest.from;
  delete rest.to;
  return { ...rest, ...span };
}

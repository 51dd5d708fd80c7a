/** Seconds since 1970 and a value; null is a gap. */
export interface Point {
  readonly at: number;
  readonly value: number | null;
}

export interface Trend {
  readonly at: number;
  readonly down: number | null;
  readonly up: number | null;
}

export type Trends = ReadonlyMap<string, readonly Trend[]>;

// Six hours of five-second samples; older ones are the server's history.
const MAX_POINTS = 4_320;
const MAX_TREND_POINTS = 60;
const MAX_TRENDS = 2_000;

export function appendPoint(points: readonly Point[], at: number, value: number | null): readonly Point[] {
  const last = points.at(-1);
  if (last !== undefined && at <= last.at) {
    return at === last.at ? [...points.slice(0, -1), { at, value }] : points;
  }
  const kept = points.length >= MAX_POINTS ? points.slice(points.length - MAX_POINTS + 1) : points;
  return [...kept, { at, value }];
}

interface Row {
  readonly name: string;
  readonly in_bps: number | null;
  readonly out_bps: number | null;
}

/** What each interface carried since the page was opened, for the small lines in the table. */
export function appendTrend(trends: Trends, at: number, rows: readonly Row[]): Trends {
  const next = new Map(trends);
  for (const row of rows) {
    const known = next.get(row.name);
    if (known === undefined && next.size >= MAX_TRENDS) continue;
    if (known?.at(-1)?.at === at) continue;
    next.set(row.name, [...(known ?? []).slice(-MAX_TREND_POINTS + 1), { at, down: row.in_bps, up: row.out_bps }]);
  }
  return next;
}

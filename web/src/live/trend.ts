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
// An answer says how old a reading is, a frame when it was taken: of one reading they differ by less than polls do.
const SAME_SECONDS = 0.2;
const MAX_TRENDS = 2_000;

export function appendPoint(points: readonly Point[], at: number, value: number | null): readonly Point[] {
  return placed(points, { at, value }, MAX_POINTS);
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
    next.set(row.name, placed(known ?? [], { at, down: row.in_bps, up: row.out_bps }, MAX_TREND_POINTS));
  }
  return next;
}

/** What a socket brings after it was away is older than what was asked for meanwhile: each goes where it belongs, and one that is there already replaces itself. */
function placed<Sample extends { readonly at: number }>(samples: readonly Sample[], sample: Sample, most: number): readonly Sample[] {
  const place = samples.findLastIndex(({ at }) => at <= sample.at + SAME_SECONDS) + 1;
  const twin = samples[place - 1];
  if (twin !== undefined && sample.at - twin.at <= SAME_SECONDS) return samples.with(place - 1, { ...sample, at: twin.at });
  const kept = samples.toSpliced(place, 0, sample);
  return kept.length > most ? kept.slice(-most) : kept;
}

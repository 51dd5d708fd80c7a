import type { Line } from './merge';

export type Column = readonly (number | null | undefined)[];

export interface Aligned {
  readonly times: readonly number[];
  /** One a line: null is a gap, undefined is a moment that only another line has. */
  readonly columns: readonly Column[];
}

/** Lines that were sampled at moments of their own, over all moments of any. */
export function alignLines(lines: readonly Line[]): Aligned {
  const [only] = lines;
  if (lines.length === 1 && only !== undefined) return { times: only.times, columns: [only.values] };
  const times = [...new Set(lines.flatMap((line) => line.times))].sort((left, right) => left - right);
  const columns = lines.map((line) => {
    const values = new Array<number | null | undefined>(times.length);
    let index = 0;
    line.times.forEach((at, position) => {
      while ((times[index] ?? Infinity) < at) index += 1;
      values[index] = line.values[position] ?? null;
    });
    return values;
  });
  return { times, columns };
}

/** What a line said last at a moment or shortly before; null in a gap. */
export function valueAt(times: readonly number[], column: Column, index: number, reachSeconds: number): number | null {
  const at = times[index];
  if (at === undefined) return null;
  for (let position = index; position >= 0; position -= 1) {
    if (at - (times[position] ?? -Infinity) > reachSeconds) return null;
    const value = column[position];
    if (value !== undefined) return value;
  }
  return null;
}

/** The same line, later: yesterday's curve over today's. */
export function shiftLine({ times, values }: Line, seconds: number): Line {
  return { times: times.map((at) => at + seconds), values };
}

/** The value that 95 of 100 measured ones do not exceed (nearest rank), as transit is billed; null where nothing was measured. */
export function percentile95(values: Column): number | null {
  const known = values.filter((value) => value != null).sort((left, right) => left - right);
  return known[Math.ceil(known.length * 0.95) - 1] ?? null;
}

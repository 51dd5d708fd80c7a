export interface Sample {
  readonly at: number;
  readonly value: number | null;
}

export interface Line {
  readonly times: readonly number[];
  readonly values: readonly (number | null)[];
}

const GAP_FACTOR = 3;

/**
 * Stored history and live samples as one line: live continues where history ends, and where nothing was measured for
 * three steps there is a gap, never a straight line across.
 */
export function mergeLine(history: readonly Sample[], live: readonly Sample[], historyStepSeconds: number, liveStepSeconds: number, from: number): Line {
  const times: number[] = [];
  const values: (number | null)[] = [];
  const add = ({ at, value }: Sample, step: number) => {
    const last = times.at(-1);
    if (at < from || (last !== undefined && at <= last)) return;
    if (last !== undefined && at - last > step * GAP_FACTOR) {
      times.push(last + step);
      values.push(null);
    }
    times.push(at);
    values.push(value);
  };
  for (const sample of history) add(sample, historyStepSeconds);
  const seam = history.findLast(({ value }) => value !== null)?.at ?? -Infinity;
  let first = true;
  for (const sample of live) {
    if (sample.at <= seam) continue;
    // History is written a step at a time, so the first live sample may be a whole step later.
    add(sample, first ? Math.max(historyStepSeconds, liveStepSeconds) : liveStepSeconds);
    first = false;
  }
  return { times, values };
}

export interface Peak {
  readonly at: number;
  readonly value: number;
}

export function peakOf({ times, values }: Line): Peak | null {
  let peak: Peak | null = null;
  values.forEach((value, index) => {
    const at = times[index];
    if (value !== null && at !== undefined && (peak === null || value > peak.value)) peak = { at, value };
  });
  return peak;
}

/** How much the newest value differs from the one `seconds` before; null where nothing was measured then. */
export function changeOver({ times, values }: Line, seconds: number, toleranceSeconds: number): number | null {
  const newest = times.at(-1);
  const now = values.at(-1);
  if (newest === undefined || now == null) return null;
  const wanted = newest - seconds;
  let best: { readonly distance: number; readonly value: number } | null = null;
  for (let index = times.length - 1; index >= 0; index -= 1) {
    const at = times[index] ?? 0;
    if (at < wanted - toleranceSeconds) break;
    const value = values[index];
    const distance = Math.abs(at - wanted);
    if (value != null && distance <= toleranceSeconds && (best === null || distance < best.distance)) best = { distance, value };
  }
  return best === null ? null : now - best.value;
}

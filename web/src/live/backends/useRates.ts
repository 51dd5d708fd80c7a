import { useEffect, useState } from 'react';
import type { BackendRow } from '~/api/gateway';

interface Seen {
  readonly at: number;
  readonly totals: ReadonlyMap<string, number>;
}

interface Measured {
  readonly seen: Seen | null;
  readonly rates: ReadonlyMap<string, number>;
}

const MIN_SECONDS = 0.5;

/** Requests a second of each backend between one list and the next; nothing before the second list, or when a counter went backwards. */
export function useRates(rows: readonly BackendRow[]): ReadonlyMap<string, number> {
  const [measured, setMeasured] = useState<Measured>({ seen: null, rates: new Map() });
  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- a rate is of two lists, and the one before is known here only
    setMeasured((before) => measure(before, rows, performance.now() / 1000));
  }, [rows]);
  return measured.rates;
}

export function measure(before: Measured, rows: readonly BackendRow[], now: number): Measured {
  const { seen } = before;
  if (seen !== null && now - seen.at < MIN_SECONDS) return before;
  const totals = new Map(rows.flatMap(({ id, requests_total: total }) => (total === null ? [] : [[id, total] as const])));
  const rates = new Map<string, number>();
  for (const [id, total] of totals) {
    const past = seen?.totals.get(id);
    if (seen !== null && past !== undefined && total >= past) rates.set(id, (total - past) / (now - seen.at));
  }
  return { seen: { at: now, totals }, rates };
}

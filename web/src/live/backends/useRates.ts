import { useEffect, useState } from 'react';
import type { BackendRow } from '~/api/gateway';

const counters = ['requests_total', 'bytes_in_total', 'bytes_out_total'] as const;
export type Counter = (typeof counters)[number];

/** What a backend does a second; absent: not known yet. */
export type Rates = Readonly<Partial<Record<Counter, number>>>;

interface Seen {
  readonly at: number;
  readonly rows: ReadonlyMap<string, BackendRow>;
}

interface Measured {
  readonly seen: Seen | null;
  readonly rates: ReadonlyMap<string, Rates>;
}

const MIN_SECONDS = 0.5;
export const NO_RATES: Rates = {};

export function rowKey({ tenant, id }: Pick<BackendRow, 'tenant' | 'id'>): string {
  return `${tenant ?? ''}:${id}`;
}

/** Rates of each backend between one list and the next; nothing before the second list, or when a counter went backwards. */
export function useRates(rows: readonly BackendRow[]): ReadonlyMap<string, Rates> {
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
  const rates = new Map(rows.map((row) => [rowKey(row), seen === null ? NO_RATES : ratesOf(row, seen.rows.get(rowKey(row)), now - seen.at)]));
  return { seen: { at: now, rows: new Map(rows.map((row) => [rowKey(row), row])) }, rates };
}

function ratesOf(row: BackendRow, past: BackendRow | undefined, seconds: number): Rates {
  const rates: Partial<Record<Counter, number>> = {};
  for (const name of counters) {
    const [now, then] = [row[name], past?.[name]];
    if (now !== null && then != null && now >= then) rates[name] = (now - then) / seconds;
  }
  return rates;
}

import { useNavigate, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useMemo } from 'react';
import type { NetworkInterface } from '~/api/families';
import { useLive } from '~/live/LiveProvider';
import { filterInterfaces, type Show } from './filterInterfaces';

interface Search {
  readonly filter?: string | undefined;
  readonly show?: Show | undefined;
  readonly sort?: string | undefined;
  readonly down?: boolean | undefined;
}

export interface InterfaceRow extends NetworkInterface {
  readonly trend: readonly (number | null)[];
}

export interface InterfaceSearch {
  readonly rows: readonly InterfaceRow[];
  readonly total: number;
  readonly filter: string;
  readonly show: Show | undefined;
  readonly sort: string;
  readonly descending: boolean;
  readonly change: (changes: Search) => void;
}

const NONE: readonly NetworkInterface[] = [];

/** What the operator looks for lives in the address, so that it can be sent to a colleague. */
export function useInterfaceSearch(interfaces: readonly NetworkInterface[] = NONE): InterfaceSearch {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const trends = useLive((snapshot) => snapshot.trends);
  const filter = useDeferredValue(search.filter ?? '');
  const show = search.show;
  const rows = useMemo(
    () => filterInterfaces(interfaces, filter, show).map((row) => ({ ...row, trend: (trends.get(row.name) ?? []).map(({ down }) => down) })),
    [interfaces, filter, show, trends],
  );
  const change = (changes: Search) =>
    void navigate({
      to: '.',
      replace: true,
      search: (before) => Object.fromEntries(Object.entries({ ...before, ...changes }).filter(([, value]) => value !== undefined && value !== '')),
    });
  return { rows, total: interfaces.length, filter: search.filter ?? '', show, sort: search.sort ?? 'in_bps', descending: search.down ?? search.sort === undefined, change };
}

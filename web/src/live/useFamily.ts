import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Family, FamilyData, Reading } from '~/api/families';
import { familyQuery, routersQuery } from '~/api/queries';
import { useRouterId } from './routerId';
import { useLive, useLiveStore } from './LiveProvider';

// Live, REST only proves that an unchanged figure is still fresh; without the socket it carries the page, within the
// limit of 30 readings a minute that the server gives a caller.
const PROOF_MS = 60_000;
const FALLBACK_MS = 20_000;

export interface FamilyView<Data> {
  readonly reading: Reading<Data> | undefined;
  /** Why there is nothing to show, when there is nothing. */
  readonly error: unknown;
  readonly pending: boolean;
}

export function useFamily<Name extends Family>(family: Name): FamilyView<FamilyData[Name]> {
  const router = useRouterId();
  const store = useLiveStore();
  const queries = useQueryClient();
  const live = useLive((snapshot) => snapshot.link.kind === 'open');
  const reading = useLive((snapshot) => snapshot.readings[family]) as Reading<FamilyData[Name]> | undefined;
  const query = useQuery({
    ...familyQuery(family, router),
    refetchInterval: live ? PROOF_MS : FALLBACK_MS,
  });
  useEffect(() => {
    if (query.data === undefined || store.offer(family, query.data)) return;
    // Another router has become the default one: who is that now?
    void queries.invalidateQueries(routersQuery);
  }, [query.data, store, family, queries]);
  return {
    reading: reading ?? query.data,
    error: reading === undefined ? query.error : null,
    pending: reading === undefined && query.isPending,
  };
}

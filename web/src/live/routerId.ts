import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { defaultRouterId, routersQuery } from '~/api/queries';

let began: string | undefined;

/**
 * The router in the address bar; undefined means the installation's default one. Where another has become the default since this page
 * began, it is asked for by its name: the live connection and what was read so far are of the one before.
 */
export function useRouterId(): string | undefined {
  const search: { router?: string } = useSearch({ strict: false });
  const { data: current } = useQuery({ ...routersQuery, select: defaultRouterId });
  return search.router ?? changedSince(current);
}

function changedSince(current: string | undefined): string | undefined {
  began ??= current;
  return current === began ? undefined : current;
}

import { useSearch } from '@tanstack/react-router';

/** The router in the address bar; undefined means the installation's default one. */
export function useRouterId(): string | undefined {
  const search: { router?: string } = useSearch({ strict: false });
  return search.router;
}

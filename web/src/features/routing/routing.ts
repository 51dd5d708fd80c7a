import { queryOptions } from '@tanstack/react-query';
import { configurationKey } from '~/api/gateway';
import { readObject } from '~/editing/changes';

export function routePath(name: string): string {
  return `/api/routes/${encodeURIComponent(name)}`;
}

/** A route whole, as it may be sent back, with its version. */
export function routeQuery(name: string, of: string | undefined) {
  return queryOptions({
    queryKey: [...configurationKey, 'route', of ?? null, name],
    queryFn: ({ signal }) => readObject(routePath(name), of, signal),
  });
}

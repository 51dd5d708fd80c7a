import { queryOptions } from '@tanstack/react-query';
import { configurationKey } from '~/api/gateway';
import { readObject } from '~/editing/changes';

export function poolPath(name: string): string {
  return `/api/pools/${encodeURIComponent(name)}`;
}

export function backendPath(id: string): string {
  return `/api/backends/${encodeURIComponent(id)}`;
}

/** A pool whole, as it may be sent back, with its version. */
export function poolQuery(name: string, of: string | undefined) {
  return queryOptions({
    queryKey: [...configurationKey, 'pool', of ?? null, name],
    queryFn: ({ signal }) => readObject(poolPath(name), of, signal),
  });
}

export function backendQuery(id: string, of: string | undefined) {
  return queryOptions({
    queryKey: [...configurationKey, 'backend', of ?? null, id],
    queryFn: ({ signal }) => readObject(backendPath(id), of, signal),
  });
}

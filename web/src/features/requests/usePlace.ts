import { useNavigate, useSearch } from '@tanstack/react-router';
import type { RequestFilter } from './sample';

export interface Place extends RequestFilter {
  /** The number of the request that is open. */
  readonly request?: number;
}

/** What the page shows, as its address says, and the way to something else. */
export function usePlace() {
  const { request, ...filter }: Place = useSearch({ from: '/gateway/requests' });
  const navigate = useNavigate();
  const go = (search: Place) => void navigate({ to: '/gateway/requests', search });
  return {
    filter,
    request,
    open: (seq: number) => go({ ...filter, request: seq }),
    close: () => go(filter),
    /** Another filter; an empty value takes it away. */
    set: (changes: { readonly [Key in keyof RequestFilter]: RequestFilter[Key] | undefined }) =>
      go(Object.fromEntries(Object.entries({ ...filter, ...changes }).filter(([, value]) => value !== undefined && value !== '' && value !== false))),
    clear: () => go(filter.tenant === undefined ? {} : { tenant: filter.tenant }),
  };
}

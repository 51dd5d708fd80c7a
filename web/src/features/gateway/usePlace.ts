import { useNavigate, useSearch } from '@tanstack/react-router';

interface Place {
  /** Whose figures and backends; absent: all that one may see. */
  readonly tenant?: string;
  /** Which backends. */
  readonly pool?: string;
  readonly region?: string;
}

/** What of the page is shown, as its address says, and the way to something else of it. */
export function usePlace() {
  const place: Place = useSearch({ from: '/gateway' });
  const navigate = useNavigate();
  return {
    place,
    /** An empty value takes a filter away. */
    set: (changes: { readonly [Key in keyof Place]: Place[Key] | undefined }) =>
      void navigate({ to: '/gateway', search: Object.fromEntries(Object.entries({ ...place, ...changes }).filter(([, value]) => value !== undefined && value !== '')) }),
  };
}

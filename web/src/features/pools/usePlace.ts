import { useNavigate, useSearch } from '@tanstack/react-router';

export interface Place {
  readonly tenant?: string;
  readonly pool?: string;
  readonly of?: string;
  readonly backend?: string;
  readonly edit?: Edit;
}
export type Edit = 'new' | 'pool' | 'backend';

/** What of the page is open, as its address says, and the way to something else of it. */
export function usePlace() {
  const place: Place = useSearch({ from: '/gateway/pools' });
  const navigate = useNavigate();
  const { tenant, pool, of } = place;
  const within = { ...(tenant === undefined ? {} : { tenant }) };
  const chosen = { ...within, ...(pool === undefined ? {} : { pool }), ...(of === undefined ? {} : { of }) };
  const go = (search: Place) => void navigate({ to: '/gateway/pools', search });
  return {
    place,
    close: () => go(within),
    choose: (name: string, owner: string | undefined) => go({ ...within, pool: name, ...(owner === undefined ? {} : { of: owner }) }),
    /** The chosen pool, and what is edited of it. */
    edit: (edit?: Edit, backend?: string) => go({ ...(edit === 'new' ? within : chosen), ...(edit === undefined ? {} : { edit }), ...(backend === undefined ? {} : { backend }) }),
    scope: (other: string | undefined) => go(other === undefined ? {} : { tenant: other }),
  };
}

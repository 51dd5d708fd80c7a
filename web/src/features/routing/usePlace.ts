import { useNavigate, useSearch } from '@tanstack/react-router';

export interface Place {
  readonly tenant?: string;
  readonly route?: string;
  readonly of?: string;
  readonly edit?: 'new' | 'route';
  /** The pool that a new route begins with. */
  readonly pool?: string;
  /** What the tester is asked at once. */
  readonly method?: string;
  readonly address?: string;
}

/** What of the page is open, as its address says, and the way to something else of it. */
export function usePlace() {
  const place: Place = useSearch({ from: '/gateway/routes' });
  const navigate = useNavigate();
  const { tenant, route, of } = place;
  const within = tenant === undefined ? {} : { tenant };
  const chosen = { ...within, ...(route === undefined ? {} : { route }), ...(of === undefined ? {} : { of }) };
  const go = (search: Place) => void navigate({ to: '/gateway/routes', search });
  return {
    place,
    within,
    close: () => go(within),
    choose: (name: string, owner: string | undefined) => go({ ...within, route: name, ...(owner === undefined ? {} : { of: owner }) }),
    show: () => go(chosen),
    edit: () => go({ ...chosen, edit: 'route' }),
    create: () => go({ ...within, edit: 'new' }),
    scope: (other: string | undefined) => go(other === undefined ? {} : { tenant: other }),
  };
}

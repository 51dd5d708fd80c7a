import { useNavigate, useSearch } from '@tanstack/react-router';

interface Place {
  readonly tenant?: string;
  /** The route whose limits are open. */
  readonly route?: string;
  readonly edit?: 'gateway';
}

/** What of the page is open, as its address says, and the way to something else of it. */
export function usePlace() {
  const place: Place = useSearch({ from: '/gateway/limits' });
  const navigate = useNavigate();
  const within = place.tenant === undefined ? {} : { tenant: place.tenant };
  const go = (search: Place) => void navigate({ to: '/gateway/limits', search });
  return {
    place,
    within,
    close: () => go(within),
    openRoute: (route: string) => go({ ...within, route }),
    editGateway: () => go({ ...within, edit: 'gateway' }),
    scope: (tenant: string | undefined) => go(tenant === undefined ? {} : { tenant }),
  };
}

import { useNavigate, useSearch } from '@tanstack/react-router';

export interface Place {
  readonly tenant?: string;
  readonly edit?: 'new' | 'tenant';
  readonly text?: string;
  readonly closed?: boolean;
  readonly page?: number;
}

/** What of the page is open, as its address says, and the way to something else of it. */
export function usePlace() {
  const place: Place = useSearch({ from: '/tenants' });
  const navigate = useNavigate();
  const { text, closed, page } = place;
  const list = { ...(text === undefined ? {} : { text }), ...(closed === undefined ? {} : { closed }), ...(page === undefined ? {} : { page }) };
  // A form that is open stays beside whatever the list shows.
  const form = place.edit === undefined ? {} : { edit: place.edit, ...(place.tenant === undefined ? {} : { tenant: place.tenant }) };
  const go = (search: Place) => void navigate({ to: '/tenants', search });
  return {
    place,
    close: () => go(list),
    choose: (tenant: string) => go({ ...list, tenant }),
    add: () => go({ ...list, edit: 'new' }),
    edit: (tenant: string) => go({ ...list, tenant, edit: 'tenant' }),
    /** Another search begins at its first page, and with nothing chosen. */
    search: (words: string) => go({ ...form, ...(words === '' ? {} : { text: words }), ...(closed === undefined ? {} : { closed }) }),
    showClosed: (isShown: boolean) => go({ ...form, ...(text === undefined ? {} : { text }), ...(isShown ? { closed: true } : {}) }),
    turnTo: (to: number) => go({ ...list, ...form, page: to }),
  };
}

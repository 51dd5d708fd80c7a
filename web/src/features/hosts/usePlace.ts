import { useNavigate, useSearch } from '@tanstack/react-router';

export interface Place {
  readonly tenant?: string;
  readonly host?: string;
  readonly of?: string;
  readonly edit?: 'new';
  readonly text?: string;
  readonly page?: number;
}

/** What of the page is open, as its address says, and the way to something else of it. */
export function usePlace() {
  const place: Place = useSearch({ from: '/hosts' });
  const navigate = useNavigate();
  const { tenant, text, page } = place;
  const within = { ...(tenant === undefined ? {} : { tenant }) };
  const list = { ...within, ...(text === undefined ? {} : { text }), ...(page === undefined ? {} : { page }) };
  // A form that is open stays beside whatever the list shows.
  const form = place.edit === undefined ? {} : { edit: place.edit };
  const go = (search: Place) => void navigate({ to: '/hosts', search });
  return {
    place,
    close: () => go(list),
    choose: (host: string, of: string | undefined) => go({ ...list, host, ...(of === undefined ? {} : { of }) }),
    add: () => go({ ...list, edit: 'new' }),
    scope: (other: string | undefined) => go(other === undefined ? {} : { tenant: other }),
    /** Another search begins at its first page, and with nothing chosen. */
    search: (words: string) => go({ ...within, ...form, ...(words === '' ? {} : { text: words }) }),
    turnTo: (to: number) => go({ ...list, ...form, page: to }),
  };
}

/** What the address asks a wall to do. */
export interface KioskSearch {
  kiosk?: 1;
  pages?: string;
  every?: number;
}

export function readKiosk(search: Readonly<Record<string, unknown>>): KioskSearch {
  if (search.kiosk !== 1 && search.kiosk !== true) return {};
  return {
    kiosk: 1,
    ...(typeof search.pages === 'string' ? { pages: search.pages } : {}),
    ...(typeof search.every === 'number' ? { every: search.every } : {}),
  };
}

import { queryOptions } from '@tanstack/react-query';

/** The build that this page is of, by the address of its code; null in development. */
function ownEntry(): string | null {
  return document.querySelector('script[data-code]')?.getAttribute('data-code') ?? null;
}

export function entryIn(page: string): string | null {
  return /<script[^>]*data-code="([^"]+)"/.exec(page)?.[1] ?? null;
}

/** Whether the server has another console than this one, asked whenever it has come back. */
export function otherBuildQuery(since: number | null) {
  return queryOptions({
    queryKey: ['build', since],
    queryFn: async ({ signal }) => {
      const answer = await fetch('/', { signal, headers: { Accept: 'text/html' } });
      const served = answer.ok ? entryIn(await answer.text()) : null;
      return served !== null && served !== ownEntry();
    },
    enabled: since !== null,
    staleTime: Infinity,
  });
}

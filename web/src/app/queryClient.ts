import { QueryCache, QueryClient } from '@tanstack/react-query';
import { isProblem } from '~/api/problem';

const MAX_RETRIES = 2;

/** `onStranger` runs when even the totals of a router are refused without a login. */
export function createQueries(onStranger: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (isProblem(error, 401) && query.queryKey[2] === 'family') onStranger();
      },
    }),
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < MAX_RETRIES && isProblem(error, 0, 502, 503, 504),
        refetchOnWindowFocus: false,
        staleTime: 5_000,
      },
    },
  });
}

import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createConsoleRouter } from './router';
import { createQueries } from './queryClient';

export interface ConsoleParts {
  readonly queries: QueryClient;
  readonly router: ReturnType<typeof createConsoleRouter>;
}

export function createConsole(): ConsoleParts {
  const queries = createQueries(() => void router.navigate({ to: '/login', search: { back: router.state.location.href } }));
  const router = createConsoleRouter(queries);
  return { queries, router };
}

export function Console({ queries, router }: ConsoleParts) {
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}

import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { createConsoleRouter } from './router';
import { createQueries } from './queryClient';

export function Console() {
  const [{ queries, router }] = useState(() => {
    const client = createQueries(() => void consoleRouter.navigate({ to: '/login', search: { back: consoleRouter.state.location.href } }));
    const consoleRouter = createConsoleRouter(client);
    return { queries: client, router: consoleRouter };
  });
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}

// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { routersQuery, type RouterRow } from '~/api/queries';
import { useRouterId } from '~/live/routerId';

const { search } = vi.hoisted(() => ({ search: { router: undefined as string | undefined } }));
vi.mock('@tanstack/react-router', () => ({ useSearch: () => search }));

it('asks for a default router by its name once it is another than the page began with', () => {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  const isDefault = (id: string) => {
    act(() => {
      queries.setQueryData(routersQuery.queryKey, [{ id, is_default: true } as RouterRow]);
    });
  };
  const wrapper = ({ children }: { readonly children: ReactNode }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
  isDefault('simulated');
  const { result, rerender } = renderHook(() => useRouterId(), { wrapper });
  expect(result.current).toBeUndefined();
  isDefault('bng-1');
  rerender();
  expect(result.current).toBe('bng-1');
  isDefault('simulated');
  rerender();
  expect(result.current).toBeUndefined();
  search.router = 'bng-2';
  rerender();
  expect(result.current).toBe('bng-2');
});

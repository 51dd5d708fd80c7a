import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import * as z from 'zod/mini';
import { list, text } from '~/api/fields';
import { request, withQuery } from '~/api/http';
import { routerKey } from '~/api/queries';
import { shapeOf, type Answer, type Row } from '~/api/shape';
import { useRouterId } from '~/live/routerId';
import { knownCommands } from './knownCommands';

type Families = Answer<'/api/command_policy'>;
type Status = Answer<'/api/router_status'>;
const families = shapeOf<Families>()({ items: list(shapeOf<Row<Families['items']>>()({ words: z.string() })) });
const status = shapeOf<Status>()({ data: z.catch(z.nullable(shapeOf<Status['data']>()({ prompt: text })), null) });

/** What the server's policy lets through, and usual lines of it with their arguments. */
export function useKnownCommands(): readonly string[] {
  const { data } = useQuery({
    queryKey: ['command-families'],
    queryFn: async ({ signal }) => (await request('/api/command_policy', families, { signal })).items.map(({ words }) => words),
    staleTime: Infinity,
    retry: false,
  });
  return useMemo(() => [...knownCommands, ...(data ?? [])], [data]);
}

/** The router's prompt as it was last printed; null while no terminal is open. */
export function usePrompt(): string | null {
  const router = useRouterId();
  const { data } = useQuery({
    queryKey: routerKey(router, 'prompt'),
    queryFn: async ({ signal }) => (await request(withQuery('/api/router_status', { router }), status, { signal })).data?.prompt ?? null,
    staleTime: 60_000,
    retry: false,
  });
  return data ?? null;
}

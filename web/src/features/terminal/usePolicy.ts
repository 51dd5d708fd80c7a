import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type * as z from 'zod/mini';
import { flag, text } from '~/api/fields';
import { request } from '~/api/http';
import { shapeOf, type Answer } from '~/api/shape';

const PAUSE_MS = 250;
const verdict = shapeOf<Answer<'/api/command_policy', 'post'>>()({ allowed: flag, command: text, rule: text, reason: text });

export type Verdict = z.infer<typeof verdict>;

/** What the server's policy says of a line while it is still being typed. Nothing reaches the router. */
export function usePolicy(line: string): Verdict | null {
  const settled = useSettled(line.trim());
  const { data } = useQuery({
    queryKey: ['command-policy', settled],
    queryFn: ({ signal }) => request('/api/command_policy', verdict, { method: 'POST', body: { command: settled }, signal }),
    enabled: settled !== '',
    staleTime: Infinity,
    retry: false,
    placeholderData: keepPreviousData,
  });
  return line.trim() === '' ? null : (data ?? null);
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

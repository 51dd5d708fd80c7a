import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { flag, text } from '~/api/fields';
import { request, withQuery } from '~/api/http';
import { isProblem } from '~/api/problem';
import { pageOf, shapeOf, type Schemas } from '~/api/shape';

const session = shapeOf<Schemas['SessionBody']>()({
  id: z.string(),
  email: text,
  tenant_id: text,
  kind: text,
  created_at: text,
  expires_at: text,
  address: text,
  user_agent: text,
  current: flag,
});
export type Session = z.infer<typeof session>;

/** A person has at most 50; more than a page of a tenant's is asked for by its pages. */
export const SESSIONS_PAGE = 50;

export function sessionsQuery(all: boolean, page: number) {
  return queryOptions({
    queryKey: ['sessions', all, page],
    queryFn: ({ signal }) => request(withQuery('/api/sessions', { all: all ? 'true' : undefined, page, page_size: SESSIONS_PAGE }), pageOf(session), { signal }),
    refetchInterval: 15_000,
  });
}

/** One that has ended meanwhile is what was wanted. */
export async function endSession(id: string): Promise<void> {
  try {
    await request(`/api/sessions/${encodeURIComponent(id)}`, z.unknown(), { method: 'DELETE' });
  } catch (error) {
    if (!isProblem(error, 404)) throw error;
  }
}

const browsers: readonly [RegExp, string][] = [
  [/Edg\/(\d+)/, 'Edge'],
  [/OPR\/(\d+)/, 'Opera'],
  [/Firefox\/(\d+)/, 'Firefox'],
  [/(?:Headless)?Chrom(?:e|ium)\/(\d+)/, 'Chrome'],
  [/Version\/(\d+).*Safari/, 'Safari'],
];
const systems: readonly [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** A browser's long name for itself as people know it; a program's stays as it is. Null: it gave none. */
export function describeAgent(agent: string | null): string | null {
  if (!agent?.startsWith('Mozilla/')) return agent;
  const browser = browsers.find(([pattern]) => pattern.test(agent));
  if (browser === undefined) return agent;
  const version = browser[0].exec(agent)?.[1] ?? '';
  const system = systems.find(([pattern]) => pattern.test(agent))?.[1];
  return [`${browser[1]} ${version}`, system].filter(Boolean).join(' · ');
}

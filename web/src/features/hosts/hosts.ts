import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { text } from '~/api/fields';
import { request, withQuery } from '~/api/http';
import { pageOf, shapeOf, type Schemas } from '~/api/shape';

export const PAGE_SIZE = 50;
export const hostsKey = ['control', 'hosts'] as const;

const record = shapeOf<Schemas['DnsRecord']>()({ name: z.string(), type: z.string(), value: z.string() });

const host = shapeOf<Schemas['HostView']>()({
  host: z.string(),
  tenant: z.string(),
  state: text,
  method: text,
  record,
  created_at: text,
  proven_at: text,
  checked_at: text,
  lost_at: text,
  problem: text,
});
export type Host = z.infer<typeof host>;

/** @param tenant Whose; `all` for administrators of the installation, undefined: the login's own. */
export function hostsQuery(tenant: string | undefined, words: string | undefined, page: number) {
  return queryOptions({
    queryKey: [...hostsKey, 'list', tenant ?? null, words ?? null, page],
    queryFn: ({ signal }) => request(withQuery('/api/hosts', { tenant, text: words, page, page_size: PAGE_SIZE }), pageOf(host), { signal }),
    staleTime: 5_000,
    refetchInterval: 15_000,
  });
}

/** The program looks for the record by itself too: what it finds is shown without being asked for. */
export function hostQuery(name: string, of: string | undefined) {
  return queryOptions({
    queryKey: [...hostsKey, 'one', of ?? null, name],
    queryFn: ({ signal }) => request(withQuery(pathOf(name), { tenant: of }), host, { signal }),
    staleTime: 5_000,
    refetchInterval: 15_000,
  });
}

export function claimHost(tenant: string | undefined, name: string): Promise<Host> {
  return request(withQuery('/api/hosts', { tenant }), host, { method: 'POST', body: { host: name } });
}

export function checkHost(name: string, of: string | undefined): Promise<Host> {
  return request(withQuery(`${pathOf(name)}/check`, { tenant: of }), host, { method: 'POST' });
}

/** @param isTransfer Another tenant's proof is withdrawn. */
export function approveHost(name: string, of: string | undefined, isTransfer: boolean): Promise<Host> {
  return request(withQuery(`${pathOf(name)}/approve`, { tenant: of, transfer: isTransfer ? 'true' : undefined }), host, { method: 'POST' });
}

export function releaseHost(name: string, of: string | undefined): Promise<unknown> {
  return request(withQuery(pathOf(name), { tenant: of }), z.unknown(), { method: 'DELETE' });
}

/** One line of a zone file, absolute, as name servers read it. */
export function zoneLine({ name, type, value }: Host['record']): string {
  return `${name}. IN ${type} "${value}"`;
}

function pathOf(name: string): string {
  return `/api/hosts/${encodeURIComponent(name)}`;
}

import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { flag, list, number, text } from '~/api/fields';
import { request, withQuery } from '~/api/http';
import { pageOf, shapeOf, type Schemas } from '~/api/shape';

const certificate = shapeOf<Schemas['CertificateBody']>()({
  id: z.string(),
  tenant: text,
  name: z.string(),
  managed_by: text,
  source: text,
  hosts: list(z.string()),
  status: text,
  in_force: flag,
  gateways: list(shapeOf<Schemas['HolderBody']>()({ name: z.string(), connected: flag, has_it: flag })),
  issuer: text,
  serial_number: text,
  fingerprint_sha256: text,
  not_before: text,
  not_after: text,
  certificate_file: text,
  key_file: text,
  challenge: text,
  error: text,
  attempts: number,
  next_attempt_at: text,
  created_at: text,
  created_by: text,
  changed_at: text,
});
export type Certificate = z.infer<typeof certificate>;

/** @param tenant `all` for who may see everybody's; absent: one's own. */
export function certificatesQuery(tenant: string | undefined) {
  return queryOptions({
    queryKey: ['control', 'certificates', tenant ?? null],
    queryFn: ({ signal }) => request(withQuery('/api/certificates', { tenant, page_size: 500 }), pageOf(certificate), { signal }),
    staleTime: 5_000,
    // An order runs for seconds, and nothing but this list says how it goes.
    refetchInterval: ({ state }) => (state.data?.items.some(({ status }) => status === 'pending') === true ? 2_000 : 15_000),
  });
}

export type CertificateBody = Schemas['CertificateRequestBody'];

export function addCertificate(body: CertificateBody): Promise<Certificate> {
  return request('/api/certificates', certificate, { method: 'POST', body });
}

export function replaceCertificate(row: Certificate, body: CertificateBody): Promise<Certificate> {
  return request(addressOf(row), certificate, { method: 'PUT', body });
}

export function renewCertificate(row: Certificate): Promise<Certificate> {
  return request(addressOf(row, '/renew'), certificate, { method: 'POST' });
}

export function removeCertificate(row: Certificate): Promise<unknown> {
  return request(addressOf(row), z.unknown(), { method: 'DELETE' });
}

function addressOf({ id, tenant }: Certificate, after = ''): string {
  return withQuery(`/api/certificates/${encodeURIComponent(id)}${after}`, { tenant: tenant ?? undefined });
}

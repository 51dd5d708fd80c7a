import type * as z from 'zod/mini';
import { flag, list, number, text, textOrNumber } from '~/api/fields';
import { request, withQuery } from '~/api/http';
import { shapeOf, type Answer, type Row } from '~/api/shape';

export type LookUpKey = 'login' | 'ip' | 'mac';

type Found = Answer<'/api/subscribers'>['data'];

const session = shapeOf<Row<Found['sessions']>>()({
  login: text,
  ip_address: text,
  ipv6_address: text,
  ipv6_prefix: text,
  ipv6_delegated_prefix: text,
  mac: text,
  interface: text,
  pe_vlan: textOrNumber,
  ce_vlan: textOrNumber,
  domain: text,
  access_type: text,
  since: text,
  online_seconds: number,
  downstream_bps: number,
  upstream_bps: number,
  downstream_bytes: number,
  upstream_bytes: number,
});

const record = shapeOf<Row<Found['last_offline']>>()({ login: text, reason: text, underlying_reason: text, reply_message: text, login_at: text, offline_at: text, interface: text });

const lookUpBody = shapeOf<Found>()({
  online: flag,
  sessions: list(session),
  last_offline: list(record),
  last_failures: list(record),
});

export type SubscriberSession = z.infer<typeof session>;
export type SubscriberRecord = z.infer<typeof record>;

export type LookUpResult = z.infer<typeof lookUpBody>;

export async function lookUp(key: LookUpKey, value: string, router: string | undefined): Promise<LookUpResult> {
  const body = await request(withQuery('/api/subscribers', { router, [key]: value }), shapeOf<Answer<'/api/subscribers'>>()({ data: lookUpBody }));
  return body.data;
}

/** What an operator pasted says by its shape which key it is. */
export function guessKey(value: string): LookUpKey {
  const word = value.trim();
  if (/^[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}$/i.test(word) || /^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i.test(word)) return 'mac';
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(word) || (/^[0-9a-f:]+(\/\d+)?$/i.test(word) && word.includes('::')) || /^([0-9a-f]{1,4}:){7}/i.test(word)) return 'ip';
  return 'login';
}

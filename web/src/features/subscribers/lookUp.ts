import * as z from 'zod/mini';
import { flag, number, text, textOrNumber } from '~/api/fields';
import { request, withQuery } from '~/api/http';

export type LookUpKey = 'login' | 'ip' | 'mac';

const session = z.looseObject({
  login: text,
  ip: text,
  ipv4: text,
  ip_address: text,
  ipv6: text,
  ipv6_address: text,
  ipv6_prefix: text,
  mac: text,
  interface: text,
  vlan: textOrNumber,
  pe_vlan: textOrNumber,
  ce_vlan: textOrNumber,
  vlans: z.catch(z.nullable(z.union([z.string(), z.array(z.number())])), null),
  domain: text,
  access_type: text,
  since: text,
  online_seconds: number,
  down_bps: number,
  up_bps: number,
  down_bytes: number,
  up_bytes: number,
});

const record = z.looseObject({ login: text, reason: text, timestamp: text, at: text, interface: text, mac: text, domain: text });

const lookUpBody = z.looseObject({
  online: flag,
  sessions: z.catch(z.array(session), []),
  session: z.catch(z.nullable(session), null),
  last_offline: z.catch(z.nullable(record), null),
  last_fail: z.catch(z.nullable(record), null),
  reason: text,
});

export type SubscriberSession = z.infer<typeof session>;
export type SubscriberRecord = z.infer<typeof record>;

export interface LookUpResult {
  readonly online: boolean | null;
  readonly sessions: readonly SubscriberSession[];
  readonly lastOffline: SubscriberRecord | null;
  readonly lastFail: SubscriberRecord | null;
  readonly reason: string | null;
}

export async function lookUp(key: LookUpKey, value: string, router: string | undefined): Promise<LookUpResult> {
  const body = await request(withQuery('/api/subscribers', { router, [key]: value }), z.looseObject({ data: z.optional(z.unknown()) }));
  return readLookUp(body.data ?? body);
}

export function readLookUp(raw: unknown): LookUpResult {
  const parsed = lookUpBody.parse(typeof raw === 'object' && raw !== null ? raw : {});
  const own = session.safeParse(raw);
  const single = parsed.session ?? (parsed.online === true && own.success && own.data.login !== null ? own.data : null);
  const sessions = parsed.sessions.length > 0 ? parsed.sessions : single === null ? [] : [single];
  return { online: parsed.online ?? (sessions.length > 0 ? true : null), sessions, lastOffline: parsed.last_offline, lastFail: parsed.last_fail, reason: parsed.reason };
}

/** What an operator pasted says by its shape which key it is. */
export function guessKey(value: string): LookUpKey {
  const word = value.trim();
  if (/^[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}$/i.test(word) || /^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i.test(word)) return 'mac';
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(word) || (/^[0-9a-f:]+(\/\d+)?$/i.test(word) && word.includes('::')) || /^([0-9a-f]{1,4}:){7}/i.test(word)) return 'ip';
  return 'login';
}

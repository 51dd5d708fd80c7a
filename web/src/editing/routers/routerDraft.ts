import { ON, type Draft } from '../fields';
import type { RouterRequest, StoredRouter } from './routers';

export const usualPorts: Readonly<Record<string, string>> = { ssh: '22', telnet: '23' };
const MAX_ID = 64;
const secrets = ['password', 'private_key_passphrase', 'change_password'];

/** How the account proves itself. */
export const PASSWORD = 'password';
export const KEY = 'key';

export function draftOfRouter(router: StoredRouter | null): Draft {
  return {
    id: router?.id ?? '',
    name: router?.name ?? '',
    host: router?.host ?? '',
    protocol: router?.protocol ?? 'ssh',
    port: router?.port == null ? '22' : String(router.port),
    username: router?.username ?? '',
    login: router?.private_key_file == null ? PASSWORD : KEY,
    password: '',
    private_key_file: router?.private_key_file ?? '',
    private_key_passphrase: '',
    uplinks: router?.uplinks.join(', ') ?? '',
    change_username: router?.change_username ?? '',
    change_password: '',
    host_key_fingerprint: router?.host_key_fingerprint ?? '',
    allow_legacy_algorithms: router?.allow_legacy_algorithms === true ? ON : '',
    max_sessions: String(router?.max_sessions ?? 2),
  };
}

/** What was typed of a new router. */
export function newRouterOf(draft: Draft): RouterRequest {
  return read(keep(shown(draft), (_, value) => value !== ''));
}

/** Only what differs: what is left out stays as somebody else may have changed it meanwhile. */
export function changesOf(draft: Draft, router: StoredRouter): RouterRequest {
  const before = draftOfRouter(router);
  const typed = shown(draft);
  const isKey = loginOf(draft) === KEY;
  return {
    ...read(keep(typed, (key, value) => value !== before[key] && key !== 'id')),
    // Of password and key one is the login; the other goes.
    ...(isKey && router.password !== null ? { password: '' } : {}),
    ...(!isKey && router.private_key_file !== null ? { private_key_file: '', private_key_passphrase: '' } : {}),
    // The account for changes goes whole.
    ...(typed.change_username === '' && router.change_username !== null ? { change_username: '', change_password: '' } : {}),
  };
}

/** A name that addresses may carry, from one that people say. */
export function idFrom(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '-')
    .slice(0, MAX_ID)
    .replace(/^-+|-+$/g, '');
}

/** Telnet knows no keys. */
export function loginOf({ protocol, login = PASSWORD }: Draft): string {
  return protocol === 'telnet' ? PASSWORD : login;
}

/** Less what the form does not show: it may still hold what was typed before another way to log in was chosen. */
function shown(draft: Draft): Draft {
  const hidden = loginOf(draft) === KEY ? ['login', 'password'] : ['login', 'private_key_file', 'private_key_passphrase'];
  return keep(draft, (key) => !hidden.includes(key));
}

function read({ port, max_sessions, uplinks, allow_legacy_algorithms, ...texts }: Draft): RouterRequest {
  return {
    ...keep(texts, (key, value) => value !== '' || !secrets.includes(key)),
    ...(port === undefined || port === '' ? {} : { port: Number(port) }),
    ...(max_sessions === undefined || max_sessions === '' ? {} : { max_sessions: Number(max_sessions) }),
    ...(uplinks === undefined ? {} : { uplinks: uplinks.split(/[\s,]+/).filter(Boolean) }),
    ...(allow_legacy_algorithms === undefined ? {} : { allow_legacy_algorithms: allow_legacy_algorithms === ON }),
  };
}

/** Texts without the spaces around them, secrets to the letter. */
function keep(draft: Draft, wanted: (key: string, value: string) => boolean): Draft {
  const trimmed = Object.entries(draft).map(([key, value]) => [key, secrets.includes(key) ? value : value.trim()] as const);
  return Object.fromEntries(trimmed.filter(([key, value]) => wanted(key, value)));
}

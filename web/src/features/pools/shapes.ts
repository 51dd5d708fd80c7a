import type { Body, Shape } from '~/editing/fields';

export const algorithms = ['round_robin', 'weighted_round_robin', 'least_conn', 'random_two_choices', 'peak_ewma', 'ip_hash', 'consistent_hash', 'geo_proximity'] as const;
export const hashSources = ['client_address', 'header', 'cookie', 'path'] as const;
export const protocols = ['http1', 'http2'] as const;
export const proxyHeaders = ['off', 'v1', 'v2'] as const;

const healthCheck = {
  health_check: 'section',
  'health_check.kind': 'text',
  'health_check.path': 'text',
  'health_check.host': 'text',
  'health_check.port': 'number',
  'health_check.interval': 'text',
  'health_check.timeout': 'text',
  'health_check.expected_status': 'words',
  'health_check.rise': 'number',
  'health_check.fall': 'number',
} as const;

const settings = {
  name: 'text',
  algorithm: 'text',
  'hash_on.source': 'text',
  'hash_on.name': 'text',
  ...healthCheck,
  sticky_sessions: 'section',
  'sticky_sessions.cookie': 'text',
  'sticky_sessions.lifetime': 'text',
  slow_start: 'text',
  max_connections: 'number',
  max_queue: 'number',
  queue_timeout: 'text',
  'retries.max_attempts': 'number',
  panic_percent: 'number',
  'timeouts.connect': 'text',
  'timeouts.first_byte': 'text',
  'timeouts.idle': 'text',
  protocol: 'text',
  host_header: 'text',
  send_proxy_protocol: 'text',
  tls: 'section',
  'tls.verify': 'flag',
  'tls.server_name': 'text',
} as const;

/** What an empty field means, shown in it. */
export const defaults = {
  'health_check.interval': '10s',
  'health_check.timeout': '5s',
  slow_start: '0',
  max_queue: '128',
  queue_timeout: '5s',
  'retries.max_attempts': '2',
  panic_percent: '50',
  'timeouts.connect': '5s',
  'timeouts.first_byte': '60s',
  'timeouts.idle': '60s',
  'sticky_sessions.cookie': 'farol_backend',
} as const;

/** A pool that is there: its backends are edited one by one. */
export const poolShape: Shape = { fields: settings };

/** A new pool, with its first backends. */
export const newPoolShape: Shape = { fields: settings, rows: { backends: { address: 'text', weight: 'number' } } };

/** A check that a connection opens is right for every backend; a path must be known. */
export const newPool: Body = { algorithm: 'round_robin', health_check: { kind: 'tcp' }, backends: [{ weight: 1 }] };

export const backendShape: Shape = {
  fields: { address: 'text', weight: 'number', priority: 'number', max_connections: 'number', region: 'text', drain: 'flag', ...healthCheck },
};

export const newBackend: Body = { weight: 1 };

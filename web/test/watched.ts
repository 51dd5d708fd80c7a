import type { Answers } from './program';

const issued = { managed_by: 'api', in_force: true, gateways: [{ name: 'local', connected: true, has_it: true }, { name: 'norte', connected: false, has_it: null }], error: null, attempts: null, next_attempt_at: null };

/** Answers of what is watched: certificates, security, alerts, audit, system. */
export const watched: Answers = {
  'GET /api/certificates': {
    body: {
      items: [
        { ...issued, id: 'c1', tenant: 'platform', name: 'www.example.com', source: 'upload', hosts: ['www.example.com'], status: 'valid', issuer: 'CN=Authority', serial_number: '01', fingerprint_sha256: 'ab', not_before: '2020-01-01T00:00:00Z', not_after: '2090-01-01T00:00:00Z', created_at: '2026-01-01T00:00:00Z', created_by: 'ana@example.com' },
        { ...issued, id: 'c2', tenant: 'shop', name: 'www.example.net', source: 'acme', hosts: ['www.example.net'], status: 'failed', in_force: null, issuer: null, serial_number: null, fingerprint_sha256: null, not_before: null, not_after: null, challenge: 'http-01', error: 'DNS problem: NXDOMAIN looking up A for www.example.net', attempts: 2, next_attempt_at: '2026-01-01T12:00:00Z' },
        { ...issued, id: 'file:old', tenant: 'platform', name: 'old', managed_by: 'file', source: 'file', hosts: ['old.example.com'], status: 'expired', not_after: '2021-01-01T00:00:00Z' },
      ],
      total_count: 3,
    },
  },
  'POST /api/certificates': { status: 201, body: { ...issued, id: 'c3', name: 'a.example.com', source: 'acme', hosts: ['a.example.com'], status: 'pending' } },
  'POST /api/certificates/c2/renew': { status: 202, body: { ...issued, id: 'c2', name: 'www.example.net', source: 'acme', hosts: ['www.example.net'], status: 'pending' } },
  'DELETE /api/certificates/c2': { body: null },
  'GET /api/security/events': {
    body: {
      items: [
        { id: 'e2', type: 'attack', severity: 'high', source: '203.0.113.9', target: 'www.example.com/login', rule: 'gateway.violation', description: 'A request that breaks HTTP', timestamp: '2026-01-01T12:00:02Z', last_seen: '2026-01-01T12:00:09Z', country: null, blocked: true, risk_score: 62, count: 3, tenant: 'shop' },
        { id: 'e1', type: 'suspicious', severity: 'low', source: null, target: null, rule: 'login.failed', description: 'A login failed', timestamp: '2026-01-01T12:00:01Z', last_seen: '2026-01-01T12:00:01Z', country: null, blocked: false, risk_score: null, count: 1, tenant: 'platform' },
      ],
      total_count: 120,
    },
  },
  'GET /api/security/blocks': {
    body: {
      items: [
        { id: 'b1', tenant: 'platform', network: '203.0.113.0/24', action: 'block', origin: 'manual', reason: 'scans', rule: null, created_at: '2026-01-01T00:00:00Z', created_by: 'ana@example.com', expires_at: '2090-01-01T00:00:00Z' },
        { id: 'b2', tenant: 'shop', network: '198.51.100.7', action: 'allow', origin: 'automatic', reason: null, rule: 'gateway.violation', created_at: '2026-01-01T00:00:00Z', created_by: 'farol', expires_at: null },
      ],
      total_count: 2,
    },
  },
  'POST /api/security/blocks': { status: 201, body: { id: 'b3', network: '203.0.113.9' } },
  'PUT /api/security/blocks/b1': { body: { id: 'b1', network: '203.0.113.0/25' } },
  'DELETE /api/security/blocks/b2': { body: null },
  'GET /api/alerts': {
    body: {
      items: [
        { id: 'a1', tenant: 'platform', fingerprint: 'f00d', status: 'firing', name: 'DiskFull', severity: 'critical', labels: { alertname: 'DiskFull', instance: 'bng-1' }, annotations: { summary: 'O disco enche' }, starts_at: '2026-01-01T12:00:00Z', ends_at: null, generator_url: 'javascript:alert(1)', receiver: 'farol', last_seen: '2026-01-01T12:05:00Z', received: 3, occurrences: 1, acknowledged: false, acknowledged_by: null, acknowledged_at: null, comment: null, silenced_until: null, silence_url: null },
        { id: 'a2', tenant: 'shop', fingerprint: 'beef', status: 'resolved', name: 'Slow', severity: 'warning', labels: { alertname: 'Slow' }, annotations: {}, starts_at: '2026-01-01T10:00:00Z', ends_at: '2026-01-01T10:30:00Z', generator_url: 'https://prometheus.example.com/graph', receiver: 'farol', last_seen: '2026-01-01T10:30:00Z', received: 2, occurrences: 1, acknowledged: true, acknowledged_by: 'ana@example.com', acknowledged_at: '2026-01-01T10:05:00Z', comment: 'vejo', silenced_until: '2026-01-01T12:00:00Z', silence_url: 'https://alertmanager.example.com/#/silences/1' },
      ],
      total_count: 2,
    },
  },
  'POST /api/alerts/a1/ack': { body: { id: 'a1', status: 'firing', acknowledged: true } },
  'POST /api/alerts/a1/silence': { status: 422, body: { detail: 'duration: is kept by Alertmanager: set FAROL_ALERTMANAGER_URL', errors: { duration: ['is kept by Alertmanager: set FAROL_ALERTMANAGER_URL'] } } },
  'GET /api/audit': {
    body: {
      items: [
        { sequence: 9, at: '2026-01-01T12:00:00Z', tenant_id: 'shop', actor: 'ana@example.com', address: '198.51.100.7', action: 'pool.change', target: 'web', result: 'ok', before: { algorithm: 'round_robin', backends: [{ address: '192.0.2.1:80', weight: 1 }] }, after: { algorithm: 'least_conn', backends: [{ address: '192.0.2.1:80', weight: 1 }, { address: '192.0.2.2:80', weight: 2 }] }, detail: null },
        { sequence: 8, at: '2026-01-01T11:00:00Z', tenant_id: null, actor: 'farol', address: null, action: 'program.start', target: 'farol', result: 'failed', before: null, after: null, detail: 'a detail' },
      ],
      total_count: 120,
    },
  },
  'POST /api/audit/verify': { body: { intact: false, entries: 6, broken_at: 7, reason: 'its digest does not fit', last: null } },
  'GET /api/version': { body: { version: '0.1.0', commit: null, built_at: '2026-01-01T10:00:00Z', runtime: '.NET 10' } },
  'GET /api/health': { body: { status: 'degraded', components: { gateway: { status: 'ok', reason: null, since: null }, store: { status: 'degraded', reason: 'the disk is slow', since: null } } } },
  'GET /api/system/info': { body: { host: 'node-1', cores: 2, memory: { total_bytes: 8_000_000_000, used_bytes: 4_000_000_000, usage_percentage: 50 }, os: { description: 'Debian', architecture: 'x64' }, runtime: '.NET 10', process: { id: 1, started_at: null, cpu_seconds: 61, memory_bytes: 200_000_000, heap_bytes: 50_000_000, threads: 30 } } },
  'GET /api/metrics': { body: { timestamp: '2026-01-01T12:00:00Z', cpu: { usage: null, load_avg: [0.5, 0.25, 0.125] }, disk: { usage_percentage: 91 }, network: { bytes_recv: null, bytes_sent: 1_000 } } },
  'GET /api/admin/stats': {
    body: {
      config_revision: 7,
      tenants: 2,
      users: 3,
      sessions: 1,
      gateways: [
        { name: 'local', remote: false, connected: true, since: '2026-01-01T10:00:00Z', last_seen: '2026-01-01T12:00:00Z', reason: null, program_version: '0.1.0', revision: 7, refused_revision: null, open_connections: 4, requests_total: 100 },
        { name: 'norte', remote: true, connected: false, since: '2026-01-01T11:00:00Z', last_seen: '2026-01-01T11:00:00Z', reason: 'the connection was reset', program_version: '0.1.0', revision: 5, refused_revision: null, open_connections: null, requests_total: 50 },
        { name: 'sul', remote: true, connected: false, since: null, last_seen: null, reason: null, program_version: null, revision: null, refused_revision: null, open_connections: null, requests_total: null },
      ],
      store: { kind: 'postgresql', state_bytes: 9_000_000, history_bytes: 1_000_000 },
    },
  },
  'GET /api/admin/logs': { body: { items: [{ timestamp: '2026-01-01T12:00:00Z', level: 'ERROR', component: 'Farol.Store.Writer', message: 'the disk is full', trace_id: null, exception: 'IOException' }], total_count: 1 } },
  'GET /api/tenants': { body: { items: [{ id: 'shop', name: 'Loja' }], total_count: 1 } },
};

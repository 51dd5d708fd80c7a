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
  'GET /api/tenants': { body: { items: [{ id: 'shop', name: 'Loja' }], total_count: 1 } },
};

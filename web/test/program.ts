import { vi } from 'vitest';

/** What the program would answer: a path, and the status and body for it. Paths without an entry are 404. */
export type Answers = Readonly<Record<string, { readonly status?: number; readonly body: unknown }>>;

const envelope = { success: true, timestamp: '2026-01-01T12:00:00Z', router: 'bng-1', cached: true, age_seconds: 2, stale: false };

export const calm: Answers = {
  'GET /api/online_total': { body: { ...envelope, simulated: true, online_total: 12_345, data: { total: 12_345, active: 12_345, peak: 20_000, ipv6: null, history: [] } } },
  'GET /api/system_metrics': {
    body: { ...envelope, data: { cpu: 54, memory: 22, model: 'NetEngine 8000 M8', version: 'V800R023C10SPC500', serial: null, slots: [{ slot: '9', type: 'IPU', cpu: 54, memory: 22, temperature: 44, status: 'Normal' }, { slot: '1', type: 'PIC', cpu: null, memory: null, temperature: null, status: null }] } },
  },
  'GET /api/interfaces_status': { body: { ...envelope, interfaces: [], data: [{ name: 'Eth-Trunk1', status: 'up', description: 'UPLINK', in_bps: 9_400_000_000, out_bps: 1_200_000_000, utilization_in: 94, utilization_out: 12, in_errors: 3, out_errors: null }] } },
  'GET /api/network_traffic': { body: { ...envelope, traffic: { total_in: null, total_out: null, interfaces: [] }, data: { hint: 'Set ROUTER_UPLINKS' } } },
  'GET /api/pppoe_stats': { body: { ...envelope, data: { total: 12_345, active: 12_345, by_domain: [{ domain: 'fibra', online: 12_000 }, { domain: 'radio', online: null }] } } },
  'GET /api/history': { body: { points: [] } },
  'GET /api/events': { body: { items: [] } },
  'GET /api/alarms': { body: { data: [] } },
  'GET /api/ip_pools': { body: { data: [{ name: 'fibra', total: 100, used: 93 }] } },
  'GET /api/routers': { body: { items: [{ id: 'bng-1', name: 'BNG Centro', host: '10.0.0.1', port: 22, protocol: 'ssh', username: 'farol', connected: true, managed_by: 'api', is_default: true, uplinks: [] }] } },
  'GET /api/fleet': { body: { success: true, items: [{ id: 'bng-1', name: 'BNG Centro', simulated: false, is_default: true, status: 'online', message: 'connected', online_total: 12_345, online_change: -12, peak: 20_000, worst_slot: '9', worst_cpu: 54, traffic_in_bps: null, traffic_out_bps: null, open_incidents: 1, age_seconds: 2, stale: false, day: [12_000, null, 12_345] }], total_count: 1 } },
  'GET /api/profile': { status: 401, body: { status: 401, detail: 'not logged in' } },
  'GET /api/router_status': { body: { ...envelope, connected: true, data: { connected: true, status: 'online', sessions: { open: 1, max: 2 }, circuit: { state: 'closed' } } } },
  'GET /api/background_service_status': { body: { tasks: [{ name: 'online_total', interval_seconds: 5, errors: 0 }] } },
  'GET /api/cache_statistics': { body: { data: { total_requests: 0, hit_rate_percent: null } } },
  'GET /api/status': {
    body: { status: 'healthy', version: '0.1.0', uptime_seconds: 60, config_revision: 7, routes: 1, pools: 1, listeners: [{ name: '*:80', endpoint: '*:10080', tls: false, gateway: 'local' }] },
  },
  'GET /api/metrics/realtime': { body: { timestamp: '2026-01-01T12:00:00Z', requests_per_second: 12, error_rate: 0, recent_metrics: [{ timestamp: '2026-01-01T11:59:59Z', rps: 11, rt: 1 }, { timestamp: '2026-01-01T12:00:00Z', rps: 12, rt: 1.5 }] } },
  'GET /api/backends': {
    body: [
      { id: 'web/192.0.2.1:80', address: '192.0.2.1:80', pool: 'web', status: 'online', health: 'healthy', weight: 1, connections: 3, in_flight: 1, response_time: 1.25, error_rate: null, requests_total: 100, last_check: null, managed_by: 'api' },
      { id: 'web/192.0.2.2:80', address: '192.0.2.2:80', pool: 'web', status: 'offline', health: 'unhealthy', weight: 1, connections: 0, in_flight: 0, response_time: null, error_rate: null, requests_total: 0, last_check: null, last_error: 'connection refused', managed_by: 'file' },
    ],
  },
  'GET /api/routes': { body: { items: [{ name: 'web', host: 'www.example.com', path_prefix: '/', methods: [], pool: 'web', tenant: 'platform', managed_by: 'api' }], total_count: 1 } },
  'POST /api/routes/test': { body: { route: 'web', pool: 'web', backend: 'web/192.0.2.1:80', tenant: null, status: null, reasons: ['www.example.com is a host of its own', 'the longest prefix is /'] } },
  'GET /api/security/events': { body: { items: [{ id: '1', type: 'attack', severity: 'high', source: '203.0.113.9', rule: 'login.failed', description: 'A login failed', timestamp: '2026-01-01T12:00:00Z', blocked: false, risk_score: 40, count: 3 }], total_count: 51 } },
  'GET /api/security/blocks': { body: { items: [{ id: 'b1', network: '203.0.113.0/24', action: 'block', origin: 'manual', reason: 'scans', created_by: 'ana@example.com', expires_at: null }], total_count: 1 } },
  'GET /api/websocket_stats': { body: { data: { total_connections: 1 } } },
};

/** Stands in for the network: what is outside this program. */
export function stubProgram(answers: Answers): ReturnType<typeof vi.fn> {
  const fetched = vi.fn((input: string, init?: RequestInit) => {
    const path = new URL(input, 'http://localhost').pathname;
    const found = answers[`${init?.method ?? 'GET'} ${path}`] ?? (path === '/api/auth/session' ? sessionOf(answers) : { status: 404, body: { detail: `nothing at ${path}` } });
    return Promise.resolve(new Response(JSON.stringify(found.body), { status: found.status ?? 200, headers: { ETag: '"v1"' } }));
  });
  vi.stubGlobal('fetch', fetched);
  vi.stubGlobal('WebSocket', SilentSocket);
  vi.stubGlobal('ResizeObserver', NoObserver);
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined, addListener: () => undefined }));
  window.matchMedia = globalThis.matchMedia;
  Element.prototype.scrollIntoView = () => undefined;
  return fetched;
}

/** Whose profile there is, sits here. */
function sessionOf(answers: Answers): Answers[string] {
  const profile = answers['GET /api/profile'];
  return { body: { person: profile?.status === undefined ? (profile?.body ?? null) : null } };
}

class SilentSocket {
  static readonly OPEN = 1;
  readyState = 0;
  send(): void {
    throw new Error('this socket never opened');
  }
  close(): void {
    this.readyState = 3;
  }
}

class NoObserver {
  observe(): void {
    this.unobserve();
  }
  unobserve(): void {
    // jsdom lays nothing out, so no size ever changes.
  }
  disconnect(): void {
    this.unobserve();
  }
}

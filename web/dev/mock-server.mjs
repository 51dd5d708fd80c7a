// Development only: see README.md beside this file.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { history, interfaces, iso, onlineAt, pppoe, system } from './figures.mjs';

const port = Number(process.env.MOCK_PORT ?? 8900);
const epoch = `dev${process.pid}`;
const state = { scenario: 'calm', since: 0, seq: 0, person: null, events: [] };
const now = () => Date.now() / 1000;

function total() {
  const at = now();
  if (state.scenario !== 'drop') return onlineAt(at);
  return onlineAt(at) - Math.max(0, Math.round(3120 * (1 - (at - state.since) / 240)));
}

const families = {
  online_total: () => ({ total: total(), active: total(), peak: 27_214, peak_since_start: 28_001, ipv4: total(), ipv6: null, dual_stack: null, history: history(now(), 86_400, 300).map(({ timestamp, value }) => ({ timestamp, total: value, active: value })) }),
  system_metrics: () => system(now()),
  interfaces_status: () => interfaces(now()),
  network_traffic: () => {
    const rows = interfaces(now());
    const up = rows.filter(({ name }) => name.startsWith('Eth-Trunk'));
    const sum = (key) => up.reduce((all, row) => all + row[key], 0);
    return { total_in: sum('in_bps'), total_out: sum('out_bps'), inbound: sum('in_bps') / 1e6, interfaces: rows.map(({ name, in_bps, out_bps, utilization_in, utilization_out }) => ({ name, in_bps, out_bps, utilization_in, utilization_out })) };
  },
  pppoe_stats: () => pppoe(total()),
};

function envelope(family) {
  const data = families[family]();
  const stale = state.scenario === 'stale';
  const flat = family === 'interfaces_status' ? { interfaces: data, total: data.length } : family === 'network_traffic' ? { traffic: data } : {};
  return { success: true, timestamp: iso(stale ? now() - 190 : now()), router: 'simulated', cached: true, age_seconds: stale ? 190 : 1.2, stale, stale_reason: stale ? 'the router did not answer for 190 s' : null, simulated: true, ...flat, data };
}

function problem(status, detail, more = {}) {
  return { status, body: { type: 'about:blank', title: 'problem', status, detail, success: false, error: detail, ...more } };
}

const drop = { kind: 'subscribers_dropped', severity: 'critical', title: '3120 of 21400 subscribers went offline', subscribers_before: 21_400, subscribers_lost: 3120, places: [{ kind: 'slot', name: '2', before: 4200, lost: 3080 }, { kind: 'domain', name: 'fibra', before: 8700, lost: 2800 }] };

function wall(role) {
  if (state.person === null) return problem(401, 'log in as an operator');
  return role === 'admin' && state.person.role === 'viewer' ? problem(403, 'for administrators') : null;
}

const routers = [{ id: 'simulated', name: 'NE8000 simulado', host: '127.0.0.1', port: 40022, protocol: 'ssh', username: 'monitor', enabled: true, simulated: true, connected: true, is_default: true, uplinks: ['Eth-Trunk*'], managed_by: 'settings' }, { id: 'bng-norte', name: 'BNG Norte', host: '10.20.0.2', port: 22, protocol: 'ssh', username: 'farol', enabled: true, simulated: false, connected: false, is_default: false, uplinks: [], managed_by: 'api' }];

const refused = (command) => `"${command.split(' ')[0]}" is not a display command; only commands that read are allowed ("display …", at least "dis")`;

const routes = {
  'GET /api/router_status': () => ({ success: true, connected: true, connection_info: { connected: true, connection_time: iso(now() - 7200), last_activity: iso(now()), protocol: 'ssh', host: '127.0.0.1', port: 40022 }, data: { connected: true, status: 'online', message: 'ok', response_time_ms: 3.4, protocol: 'ssh', sessions: { open: 1, max: 2 }, circuit: { state: 'closed' }, last_error: null, last_check: iso(now()) } }),
  'GET /api/background_service_status': () => ({ success: true, tasks: ['online_total', 'system_metrics', 'interfaces_status', 'pppoe_stats', 'network_traffic'].map((name, i) => ({ name, interval_seconds: [5, 45, 30, 15, 20][i], last_run: iso(now() - i * 3), effective_interval_seconds: [5, 45, 30, 15, 20][i], last_duration_seconds: 0.042 + i * 0.031, next_run: iso(now() + 5 + i), errors: i === 3 ? 1 : 0, last_error: i === 3 ? 'timeout after 12 s' : null })) }),
  'GET /api/cache_statistics': () => ({ success: true, data: { total_requests: 1204, hits: 1100, misses: 104, hit_rate_percent: 91.4, redis_available: false, memory_cache_size: 5 } }),
  'GET /api/websocket_stats': () => ({ success: true, data: { total_connections: sockets.clients.size, channels: {}, messages_sent: state.seq, messages_dropped: 0, slow_clients: 0, bytes_sent: 1e6 } }),
  'GET /api/router_diagnostics': () => wall('operator') ?? { success: true, data: { steps: [{ name: 'reachability', ok: true, seconds: 0.004, detail: '127.0.0.1:40022 accepts connections' }, { name: 'prompt', ok: true, seconds: null, detail: '<NE8000-SIM>' }], commands: [{ command: 'display version', ok: true, seconds: 0.05, parsed_fields: 9 }, { command: 'display access-user online-total-number', ok: false, seconds: 0.03, parsed_fields: 0, error: "Error: Unrecognized command found at '^' position." }] } },
  'GET /api/alarms': () => ({ success: true, data: [{ sequence: 1, alarm_id: '0x8130059', severity: 'Major', description: 'hwOpticalPowerAbnormal GigabitEthernet0/2/6 Rx power too low', raised_at: '2026-11-20 14:02:11' }, { sequence: 2, alarm_id: '0xF10509', severity: 'Warning', description: 'hwFanSpeedHigh FAN 2', raised_at: '2026-11-21 02:15:40' }] }),
  'GET /api/ip_pools': () => ({ success: true, data: [['fibra', 16_384, 14_350], ['fibra-empresas', 8_192, 3_107], ['radio', 4_096, 3_412], ['zona-rural', 2_048, 300]].map(([name, size, used]) => ({ name, kind: 'domain', total: size, used, free: size - used })) }),
  'GET /api/events': () => ({ success: true, items: [...state.events, { ...drop, id: 'drop-1', since: iso(now() - 41_000), until: iso(now() - 39_300) }, { id: 'away-1', kind: 'router_unreachable', severity: 'critical', title: 'the router cannot be read', detail: 'no answer within 12 s', since: iso(now() - 60_000), until: iso(now() - 59_940), places: [] }] }),
  'GET /api/routers': () => ({ items: routers, total_count: routers.length }),
  'GET /api/auth/session': () => ({ person: state.person ?? null }),
  'GET /api/profile': () => state.person ?? problem(401, 'not logged in'),
  'POST /api/auth/login': (body) => {
    if (body.password !== 'farol') return problem(401, 'e-mail or password do not match');
    state.person = { email: body.email, role: 'platform' };
    return { success: true, user: { ...state.person, must_change_password: false } };
  },
  'POST /api/auth/logout': () => {
    state.person = null;
    return { success: true };
  },
  'POST /api/execute_command': (body) => {
    const refusal = wall('operator');
    if (refusal !== null) return refusal;
    if (!/^dis/.test(body.command)) return problem(403, `Refused by the rule not_display: ${refused(body.command)}`);
    return { success: true, command: body.command, data: { command: body.command, output: 'Huawei Versatile Routing Platform Software\nVRP (R) software, Version 8.231 (NetEngine 8000 V800R023C10SPC500)\nHUAWEI NetEngine 8000 M8 uptime is 72 days, 15 hours, 51 minutes', execution_time: 0.052, truncated: false } };
  },
  'POST /api/command_policy': (body) => (/^dis/.test(body.command) ? { success: true, allowed: true, command: body.command.replace(/^dis\w*/, 'display'), rule: null, reason: null } : { success: true, allowed: false, command: null, rule: 'not_display', reason: refused(body.command) }),
  'POST /api/router_connect': () => wall('operator') ?? { success: true },
  'POST /api/router_disconnect': () => wall('operator') ?? { success: true },
  'POST /api/routers': (body) => (body.host === 'bad' ? problem(422, 'not valid', { errors: { host: 'ROUTER_HOST: "bad" does not resolve' } }) : { ...routers[1] }),
  'POST /api/routers/bng-norte/test': () => ({ success: false, steps: [{ name: 'connect', ok: false, seconds: 5, detail: 'no answer on port 22 within 5 s: is the address right, and does the router allow this host?' }] }),
  'POST /dev/scenario': (_body, query) => {
    state.scenario = query.get('name') ?? 'calm';
    state.since = now();
    if (state.scenario === 'drop') {
      const alert = { ...drop, id: 'drop-2', since: iso(now()), until: null };
      state.events = [alert];
      publish('alert', { alert });
    } else state.events = [];
    if (state.scenario === 'cut') for (const socket of sockets.clients) socket.terminate();
    return { scenario: state.scenario };
  },
};

function answer(method, url, body) {
  const family = url.pathname.replace('/api/', '');
  if (method === 'GET' && family in families) return envelope(family);
  if (method === 'GET' && url.pathname === '/api/history') {
    const from = Date.parse(url.searchParams.get('from')) / 1000;
    return { success: true, points: history(now(), now() - from, Number(url.searchParams.get('step'))) };
  }
  if (method === 'GET' && url.pathname === '/api/subscribers') {
    if (state.person === null) return problem(403, 'looking up subscribers needs the role operator');
    const login = url.searchParams.get('login');
    if (login === 'fulano') return { success: true, data: { online: false, sessions: [], last_offline: [{ reason: 'PPP user request', offline_at: '2026-11-21 05:12:07', interface: 'GigabitEthernet0/2/3.1200' }], last_failures: [] } };
    return { success: true, data: { online: true, sessions: [{ login: login ?? 'maria@fibra', ip_address: '100.81.17.14', ipv6_address: null, mac: '789a-1823-0759', interface: 'Eth-Trunk100.3150', pe_vlan: 3150, ce_vlan: null, domain: 'fibra', access_type: 'PPPoE', since: '2026-11-18 17:11:05', downstream_bps: 52_300_000, upstream_bps: 1_200_000, downstream_bytes: 48e9, upstream_bytes: 3e9 }] } };
  }
  return routes[`${method} ${url.pathname}`]?.(body, url.searchParams) ?? problem(404, 'no such endpoint');
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const text = Buffer.concat(chunks).toString();
    const result = answer(request.method, new URL(request.url, 'http://mock'), text === '' ? {} : JSON.parse(text));
    const refused = typeof result.status === 'number' && 'body' in result;
    response.writeHead(refused ? result.status : 200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(refused ? result.body : result));
  });
});

const sockets = new WebSocketServer({ server, path: '/ws/monitor' });
const frame = (type, fields) => JSON.stringify({ type, timestamp: iso(now()), channel: 'monitor', epoch, seq: state.seq, ...fields });

const plans = { online_total: 5, network_traffic: 5, interfaces_status: 5, pppoe_stats: 15, system_metrics: 15 };

function live(type) {
  const { age_seconds: age, stale, data, interfaces: rows, traffic } = envelope(type);
  return { type, taken_at: iso(now() - (stale ? age : 0)), interval_seconds: plans[type], router: 'simulated', simulated: true, interfaces: rows, traffic, data };
}

function publish(type, fields) {
  state.seq += 1;
  for (const socket of sockets.clients) socket.send(frame(type, fields));
}

sockets.on('connection', (socket) => {
  socket.send(frame('welcome', { message: 'Conectado ao canal monitor', server_info: { version: 'dev', heartbeat_interval: 30 } }));
  for (const type of Object.keys(families)) socket.send(frame('router_data', { data: live(type) }));
  socket.on('message', (raw) => {
    if (/ping/.test(String(raw))) socket.send(frame('pong', {}));
  });
});

function beat(type, seconds) {
  setInterval(() => {
    if (state.scenario !== 'silent') publish('router_data', { data: live(type) });
  }, seconds * 1000);
}
for (const [type, seconds] of Object.entries(plans)) beat(type, seconds);

server.listen(port, '127.0.0.1', () => console.log(`development stand-in on http://127.0.0.1:${port}: its figures are made up`));

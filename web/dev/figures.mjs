// Made-up figures with the shape of the contract. Development only.
const DAY = 86_400;

export function onlineAt(epochSeconds) {
  const hour = (epochSeconds % DAY) / 3600 - 3;
  const wave = Math.sin(((hour - 15) / 24) * 2 * Math.PI) * 0.22 + Math.sin(((hour - 19) / 12) * 2 * Math.PI) * 0.05;
  const noise = Math.sin(epochSeconds / 97) * 0.003 + Math.sin(epochSeconds / 13) * 0.0015;
  return Math.round(21_400 * (1 + wave + noise));
}

export function history(now, seconds, step) {
  const points = [];
  for (let at = Math.floor((now - seconds) / step) * step; at <= now - step; at += step) {
    const gap = at > now - 0.42 * seconds && at < now - 0.4 * seconds;
    points.push({ timestamp: iso(at), value: gap ? null : onlineAt(at) });
  }
  return points;
}

export const iso = (epochSeconds) => new Date(epochSeconds * 1000).toISOString();

const ports = [
  ['Eth-Trunk1', 'UPLINK-IX-SP', 40e9, true],
  ['Eth-Trunk2', 'UPLINK-TRANSITO-A', 40e9, true],
  ...Array.from({ length: 10 }, (_, i) => [`GigabitEthernet0/2/${i}`, `OLT-BAIRRO-${String(i + 1).padStart(2, '0')}`, 1e9, i !== 7]),
  ...Array.from({ length: 4 }, (_, i) => [`100GE0/1/${i}`, i < 2 ? `CORE-${i + 1}` : '', 100e9, i < 3]),
  ...Array.from({ length: 24 }, (_, i) => [`25GE0/3/${i}`, `OLT-CIDADE-${String(i + 1).padStart(2, '0')}`, 25e9, i % 11 !== 5]),
];

export function interfaces(now) {
  return ports.map(([name, description, speed, up], index) => {
    const load = up ? Math.max(0.01, 0.32 + 0.28 * Math.sin(now / 40 + index) + 0.05 * Math.sin(now / 7 + index * 3)) * (index % 5 === 0 ? 1.35 : 0.8) : 0;
    const down = name.startsWith('Eth-Trunk');
    const optics = !down && up && index % 6 !== 3;
    return {
      name,
      status: up ? 'up' : index === 9 ? '*down' : 'down',
      protocol: up ? 'up' : 'down',
      ip_address: down ? `187.0.2.${index * 4 + 1}/30` : null,
      description: description || null,
      utilization_in: up ? Math.min(99, load * 100) : 0,
      utilization_out: up ? Math.min(99, load * 18) : 0,
      in_bps: Math.round(load * speed),
      out_bps: Math.round(load * speed * 0.18),
      in_errors: index === 6 ? 1284 : index === 20 ? 3 : 0,
      out_errors: 0,
      last_change: null,
      members: down ? ['100GE0/1/0', '100GE0/1/1'] : [],
      rx_power_dbm: optics ? -4.2 - index * 0.31 : null,
      tx_power_dbm: optics ? -2.1 - index * 0.05 : null,
      last_update: iso(now),
    };
  });
}

const domains = ['fibra', 'fibra-empresas', 'radio', 'condominios', 'zona-rural', 'wholesale-a', 'wholesale-b', 'temporario', 'teste', 'ipoe-tv', 'legado', 'suspensos'];
const shares = [0.41, 0.18, 0.12, 0.09, 0.07, 0.05, 0.035, 0.02, 0.0004, 0.012, 0.008, 0.0046];

export const byDomain = (total) => domains.map((domain, i) => ({ domain, online: Math.round(total * shares[i]) }));

export const pppoe = (total) => ({
  total,
  active: total,
  peak: 27_214,
  authenticated: total - 12,
  max_users: 64_000,
  by_domain: byDomain(total),
  by_interface: Array.from({ length: 14 }, (_, i) => ({ interface: `GigabitEthernet0/2/${i}`, online: Math.round((total / 14) * (0.6 + ((i * 37) % 11) / 14)) })),
  by_access_type: { PPPoE: Math.round(total * 0.95), IPoE: Math.round(total * 0.05) },
  discovery: { padi: 1_204_551, pado: 1_204_100, padr: 980_221, pads: 979_998, padt: 954_820 },
  fail_reasons: [
    { reason: 'RADIUS authentication reject', count: 412 },
    { reason: 'CM with IP address alloc fail', count: 18 },
  ],
  offline_reasons: [
    { reason: 'PPP user request', count: 1832 },
    { reason: 'PPP keepalive fail', count: 640 },
    { reason: 'AAA cut command', count: 4 },
  ],
});

export const system = (now) => ({
  cpu: 31,
  memory: 44,
  uptime: '72 days, 15 hours, 51 minutes',
  uptime_seconds: 6_277_860,
  version: 'V800R023C10SPC500',
  patch: null,
  serial: '2102354XYZ10K9000123',
  temperature: 46,
  power_status: 'normal',
  model: 'NetEngine 8000 M8',
  slots: [
    { slot: '9', type: 'IPU', role: 'master', cpu: Math.round(34 + 9 * Math.sin(now / 30)), memory: 44, temperature: 46, status: 'Normal' },
    { slot: '10', type: 'IPU', role: 'slave', cpu: Math.round(18 + 4 * Math.sin(now / 20)), memory: 41, temperature: 44, status: 'Normal' },
    { slot: '1', type: 'PIC', role: null, cpu: null, memory: null, temperature: 51, status: 'Normal' },
    { slot: '2', type: 'PIC', role: null, cpu: null, memory: null, temperature: 62, status: 'Abnormal' },
  ],
});

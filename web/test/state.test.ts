import { describe, expect, it } from 'vitest';
import { readFamily } from '~/api/families';
import { parseFrame } from '~/live/frames';
import { applyFrame, emptyState, type LiveState } from '~/live/state';
import { isStale } from '~/live/staleness';
import { LiveStore } from '~/live/store';
import { appendPoint, type Point } from '~/live/trend';

function apply(state: LiveState, document: object): LiveState {
  const frame = parseFrame(JSON.stringify(document));
  if (frame === null) throw new Error('the frame of this test does not parse');
  return applyFrame(state, frame, 1000);
}

const router = (data: object) => ({ type: 'router_data', data });

describe('a curve', () => {
  const at = (points: readonly { readonly at: number }[]) => points.map((point) => point.at);

  it('takes what comes late where it belongs, and the same reading once', () => {
    let points = [1, 2, 9].reduce<readonly Point[]>((known, second) => appendPoint(known, second, second), []);
    for (const second of [3, 4, 5]) points = appendPoint(points, second, second);
    expect(at(points)).toEqual([1, 2, 3, 4, 5, 9]);
    points = appendPoint(points, 9.04, 90);
    expect(at(points)).toEqual([1, 2, 3, 4, 5, 9]);
    expect(points.at(-1)?.value).toBe(90);
  });
});

describe('frames become state', () => {
  it('reads both generations of a payload', () => {
    const flat = readFamily('online_total', { success: true, online_total: 5, data: { total: 5, active: 4 } }, 0);
    expect(flat.data.total).toBe(5);
    const rows = readFamily('interfaces_status', { interfaces: [], data: [{ name: 'GE0/0/1', status: 'up' }] }, 0);
    expect(rows.data.interfaces[0]?.name).toBe('GE0/0/1');
    const traffic = readFamily('network_traffic', { traffic: { total_in: 7e9, total_out: null }, data: { inbound: 7000 } }, 0);
    expect(traffic.data.total_in).toBe(7e9);
    expect(traffic.data.total_out).toBeNull();
  });

  it('makes what is absent or malformed unknown, never zero', () => {
    const { data } = readFamily('system_metrics', { data: { cpu: 'high', slots: null } }, 0);
    expect(data.cpu).toBeNull();
    expect(data.memory).toBeNull();
    expect(data.slots).toEqual([]);
  });

  it('changes only the rows that an update names', () => {
    let state = apply(emptyState, router({ type: 'interfaces_status', timestamp: '2026-01-01T00:00:00Z', data: [{ name: 'A', status: 'up', in_bps: 1 }, { name: 'B', status: 'up', in_bps: 2 }] }));
    state = apply(state, router({ type: 'interfaces_update', timestamp: '2026-01-01T00:00:05Z', data: [{ name: 'B', status: 'down' }] }));
    const rows = state.readings.interfaces_status?.data.interfaces;
    expect(rows?.map(({ name, status, in_bps }) => [name, status, in_bps])).toEqual([['A', 'up', 1], ['B', 'down', 2]]);
  });

  it('keeps the domains that did not change', () => {
    let state = apply(emptyState, router({ type: 'pppoe_stats', data: { total: 3, by_domain: [{ domain: 'a', online: 1 }, { domain: 'b', online: 2 }] } }));
    state = apply(state, router({ type: 'pppoe_update', data: { total: 4, by_domain: [{ domain: 'a', online: 2 }] } }));
    const data = state.readings.pppoe_stats?.data;
    expect(data?.total).toBe(4);
    expect(data?.by_domain).toEqual([{ domain: 'a', online: 2 }, { domain: 'b', online: 2 }]);
  });

  it('drops rows that are gone, and empties a list that is named without rows', () => {
    let state = apply(emptyState, router({ type: 'interfaces_status', data: [{ name: 'A', status: 'up' }, { name: 'B', status: 'up' }] }));
    state = apply(state, router({ type: 'interfaces_update', data: [], removed_data: ['A'] }));
    expect(state.readings.interfaces_status?.data.interfaces.map(({ name }) => name)).toEqual(['B']);
    state = apply(state, router({ type: 'interfaces_update', data: [] }));
    expect(state.readings.interfaces_status?.data.interfaces).toEqual([]);
  });

  it('keeps a total that a change does not mention', () => {
    let state = apply(emptyState, router({ type: 'network_traffic', traffic: { total_in: 7, total_out: 3, interfaces: [{ name: 'A', in_bps: 1 }] }, data: { hint: null } }));
    state = apply(state, router({ type: 'traffic_update', traffic: { total_out: 4, interfaces: [{ name: 'A', in_bps: 2 }] } }));
    expect(state.readings.network_traffic?.data).toMatchObject({ total_in: 7, total_out: 4, interfaces: [{ name: 'A', in_bps: 2 }] });
  });

  it('tells the age of a live figure by the server\'s clock', () => {
    let state = apply(emptyState, { type: 'welcome', timestamp: '2026-01-01T00:01:00Z' });
    state = apply(state, router({ type: 'online_total', taken_at: '2026-01-01T00:00:18Z', interval_seconds: 5, data: { total: 1 } }));
    const reading = state.readings.online_total;
    expect(reading?.ageSeconds).toBeCloseTo(42);
    expect(reading !== undefined && isStale(reading, reading.receivedAt)).toBe(true);
  });

  it('remembers that figures are simulated', () => {
    expect(apply(emptyState, router({ type: 'online_total', simulated: true, data: { total: 1 } })).simulated).toBe(true);
  });

  it('collects the curve, a sample a frame, unknown as unknown', () => {
    let state = apply(emptyState, router({ type: 'online_total', timestamp: '2026-01-01T00:00:00Z', data: { total: 10 } }));
    state = apply(state, router({ type: 'online_total', taken_at: '2026-01-01T00:00:05Z', data: { total: null } }));
    expect(state.online.map(({ value }) => value)).toEqual([10, null]);
  });

  it('does not take a figure told twice for a new sample', () => {
    let state = apply(emptyState, router({ type: 'online_total', timestamp: '2026-01-01T00:00:00Z', data: { total: 10 } }));
    state = apply(state, router({ type: 'online_total', taken_at: '2026-01-01T00:00:00Z', data: { total: 10 } }));
    expect(state.online).toHaveLength(1);
  });

  it('replaces an alert that ended', () => {
    let state = apply(emptyState, { type: 'alert', alert: { id: 1, title: 'drop', severity: 'critical' } });
    state = apply(state, { type: 'alert', alert: { id: 1, title: 'drop', severity: 'critical', until: '2026-01-01T00:00:00Z' } });
    expect(state.alerts).toHaveLength(1);
    expect(state.alerts[0]?.endedAt).not.toBeNull();
  });
});

describe('the live store', () => {
  it('tells its readers once per painted frame', () => {
    const painted: (() => void)[] = [];
    const store = new LiveStore(() => 0, (callback) => painted.push(callback));
    let told = 0;
    store.subscribe(() => (told += 1));
    for (let total = 0; total < 5; total += 1) {
      const frame = parseFrame(JSON.stringify(router({ type: 'online_total', data: { total } })));
      if (frame !== null) store.accept(frame);
    }
    expect(told).toBe(0);
    painted.forEach((paint) => paint());
    expect(told).toBe(1);
    expect(store.snapshot().readings.online_total?.data.total).toBe(4);
  });

  it('keeps the newer of what the socket and the REST answer say', () => {
    const store = new LiveStore(() => 0, () => undefined);
    store.offer('online_total', readFamily('online_total', { age_seconds: 1, data: { total: 2 } }, 10_000));
    store.offer('online_total', readFamily('online_total', { age_seconds: 60, data: { total: 1 } }, 10_500));
    expect(store.snapshot().readings.online_total?.data.total).toBe(2);
  });
});

import { describe, expect, it } from 'vitest';
import { backendRow } from '~/api/gateway';
import { measure } from '~/live/backends/useRates';
import { applyChannelFrame, emptyChannels, mergePoints } from '~/live/channels/channelState';
import { parseFrame } from '~/live/frames';

function frame(type: string, channel: string, data: unknown) {
  const parsed = parseFrame(JSON.stringify({ type, channel, timestamp: '2026-01-01T00:00:00Z', epoch: 'e', seq: 1, data }));
  if (parsed === null) throw new Error('no frame');
  return parsed;
}

describe('the channels', () => {
  it('join history and live without a seam', () => {
    const one = { timestamp: '2026-01-01T00:00:01Z', rps: 1, rt: null };
    const two = { timestamp: '2026-01-01T00:00:02Z', rps: null, rt: null };
    const twoAgain = { timestamp: '2026-01-01T00:00:02Z', rps: 5, rt: 1 };
    const three = { timestamp: '2026-01-01T00:00:03Z', rps: 3, rt: 1 };
    expect(mergePoints([one, two], [three])).toEqual([one, two, three]);
    expect(mergePoints([one, two], [twoAgain, three])).toEqual([one, twoAgain, three]);
    expect(mergePoints([two], [one])).toEqual([one, two]);
  });

  it('keep five minutes', () => {
    const many = Array.from({ length: 400 }, (_, index) => ({ timestamp: new Date(index * 1000).toISOString(), rps: index, rt: null }));
    expect(mergePoints(many.slice(0, 200), many.slice(200)).at(0)?.rps).toBe(100);
  });

  it('count a burst of one event once, with its latest number', () => {
    const first = applyChannelFrame(emptyChannels, frame('security_event', 'security', { id: '1', severity: 'low', count: 1 }));
    const second = applyChannelFrame(first, frame('security_event', 'security', { id: '1', severity: 'low', count: 9 }));
    expect(second.events.map(({ id, count }) => [id, count])).toEqual([['1', 9]]);
  });

  it('keep what they have when a frame makes no sense', () => {
    expect(applyChannelFrame(emptyChannels, frame('backend_update', 'backends', 'nonsense'))).toBe(emptyChannels);
    expect(applyChannelFrame(emptyChannels, frame('weather', 'backends', []))).toBe(emptyChannels);
  });
});

describe('rates of backends', () => {
  const row = (total: number | null) => [backendRow.parse({ id: 'a', requests_total: total })];

  it('are of two lists, and unknown when a counter went backwards', () => {
    const first = measure({ seen: null, rates: new Map() }, row(100), 10);
    expect(first.rates.get(':a')?.requests_total).toBeUndefined();
    const second = measure(first, row(150), 15);
    expect(second.rates.get(':a')?.requests_total).toBe(10);
    expect(second.rates.get(':a')?.bytes_in_total).toBeUndefined();
    expect(measure(second, row(3), 20).rates.get(':a')?.requests_total).toBeUndefined();
  });
});

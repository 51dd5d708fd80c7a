import { describe, expect, it } from 'vitest';
import { chartCsv } from '~/charts/export';
import { alignLines, percentile95, shiftLine, valueAt } from '~/charts/lines';
import { increments, rightPadding } from '~/charts/options';
import { stepFor, withSpan, zoomOf } from '~/charts/span';
import { isoTime, toCsv } from '~/design/csv';
import { exportName } from '~/design/saveFile';

describe('lines with moments of their own', () => {
  const now = { times: [0, 10, 20], values: [1, null, 3] };
  const before = { times: [5, 10], values: [7, 8] };

  it('lie over the moments of all, and a gap stays one', () => {
    expect(alignLines([now, before])).toEqual({ times: [0, 5, 10, 20], columns: [[1, undefined, null, 3], [undefined, 7, 8, undefined]] });
  });

  it('say what they said last, unless that is too long ago or a gap', () => {
    const { times, columns } = alignLines([now, before]);
    expect(valueAt(times, columns[0] ?? [], 1, 30)).toBe(1);
    expect(valueAt(times, columns[0] ?? [], 2, 30)).toBeNull();
    expect(valueAt(times, columns[1] ?? [], 3, 15)).toBe(8);
    expect(valueAt(times, columns[1] ?? [], 3, 5)).toBeNull();
    expect(valueAt(times, columns[1] ?? [], 0, 30)).toBeNull();
  });

  it('are moved over today', () => {
    expect(shiftLine(before, 100)).toEqual({ times: [105, 110], values: [7, 8] });
  });
});

describe('the 95th percentile', () => {
  it('is the value that 95 of 100 do not exceed', () => {
    expect(percentile95(Array.from({ length: 100 }, (_, index) => index + 1))).toBe(95);
    expect(percentile95([5])).toBe(5);
  });

  it('leaves out what was not measured, and is unknown where nothing was', () => {
    expect(percentile95([null, 10, undefined, 20])).toBe(20);
    expect(percentile95([null, undefined])).toBeNull();
    expect(percentile95([])).toBeNull();
  });
});

describe('the span in the address', () => {
  it('takes the finest step that can be seen', () => {
    expect(stepFor(3_600)).toBe(15);
    expect(stepFor(86_400)).toBe(300);
    expect(stepFor(400 * 86_400)).toBe(86_400);
  });

  it('is no zoom when it runs backwards or half is missing', () => {
    expect(zoomOf({ from: 20, to: 10 })).toBeNull();
    expect(zoomOf({ from: 20 })).toBeNull();
    expect(zoomOf({ from: 10, to: 20 })).toEqual({ from: 10, to: 20 });
  });

  it('goes back to the range that was chosen', () => {
    const zoomed = withSpan({ router: 'a', range: '6h' as const }, { from: 10, to: 20 });
    expect(zoomed).toEqual({ router: 'a', range: '6h', from: 10, to: 20 });
    expect(withSpan(zoomed, {})).toEqual({ router: 'a', range: '6h' });
    expect(withSpan(zoomed, { range: '7d' })).toEqual({ router: 'a', range: '7d' });
  });
});

describe('an exported table', () => {
  it('is RFC 4180 in every language', () => {
    expect(toCsv(['name', 'in_bps', 'up'], [['a "b", c', 1_234_567.5, true], ['line\nbreak', null, false]])).toBe(
      'name,in_bps,up\r\n"a ""b"", c",1234567.5,true\r\n"line\nbreak",,false\r\n',
    );
  });

  it('writes numbers without exponents and unknown ones not at all', () => {
    expect(toCsv(['a'], [[1e-7], [123_456_789_012_345], [Number.NaN], [undefined], [-2.5]])).toBe('a\r\n0\r\n123456789012345\r\n\r\n\r\n-2.5\r\n');
  });

  it('is no formula to a spreadsheet', () => {
    expect(toCsv(['description'], [['=HYPERLINK("x")'], ['@cmd'], ['-12.5'], ['+a']])).toBe('description\r\n"\'=HYPERLINK(""x"")"\r\n\'@cmd\r\n-12.5\r\n\'+a\r\n');
  });

  it('says when, and that its figures are simulated, in name and rows', () => {
    expect(exportName('slot 1/cpu', 'csv', true, new Date('2026-01-02T03:04:05Z'))).toBe('farol-SIMULATED-slot-1-cpu-2026-01-02T03-04-05Z.csv');
    expect(exportName('online', 'png', false, new Date('2026-01-02T03:04:05Z'))).toBe('farol-online-2026-01-02T03-04-05Z.png');
    expect(isoTime(1_767_225_600)).toBe('2026-01-01T00:00:00Z');
    expect(chartCsv({ name: 'x', isSimulated: true, keys: ['online_total'], times: [1_767_225_600], columns: [[null]] })).toBe('time,online_total,simulated\r\n2026-01-01T00:00:00Z,,true\r\n');
  });
});

describe('the axes', () => {
  it('have whole ticks where figures are written whole', () => {
    const whole = increments((value) => value.toFixed(0));
    expect(whole.slice(0, 7)).toEqual([1, 2, 5, 10, 20, 25, 50]);
    expect(whole.every(Number.isInteger)).toBe(true);
  });

  it('have finer ones where figures are written finer', () => {
    expect(increments((value) => value.toFixed(1))).toContain(0.25);
    expect(increments((value) => `${value} %`).every((one, index, all) => index === 0 || one > (all[index - 1] ?? 0))).toBe(true);
  });

  it('leave room for half of the last moment', () => {
    expect(rightPadding({ range: { from: 0, to: 60 }, formatTime: () => '12:00:00' })).toBe(28);
    expect(rightPadding({ range: { from: 0, to: 60 }, formatTime: () => '1' })).toBe(8);
  });
});

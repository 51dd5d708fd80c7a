import { describe, expect, it } from 'vitest';
import { changeOver, mergeLine, peakOf } from '~/charts/merge';

const sample = (at: number, value: number | null) => ({ at, value });

describe('history and live as one line', () => {
  it('continues without a seam', () => {
    const line = mergeLine([sample(0, 1), sample(300, 2)], [sample(300, 2), sample(600, 3), sample(605, 4)], 300, 5, 0);
    expect(line).toEqual({ times: [0, 300, 600, 605], values: [1, 2, 3, 4] });
  });

  it('shows a gap where nothing was measured', () => {
    const line = mergeLine([sample(0, 1), sample(3000, 2)], [], 300, 5, 0);
    expect(line.values).toEqual([1, null, 2]);
  });

  it('shows a gap where the live channel was away', () => {
    const line = mergeLine([], [sample(0, 1), sample(5, 1), sample(100, 2)], 300, 5, 0);
    expect(line.values).toEqual([1, 1, null, 2]);
  });

  it('keeps the gaps of the server and leaves out what is before the window', () => {
    const line = mergeLine([sample(0, 9), sample(300, 1), sample(600, null), sample(900, 2)], [], 300, 5, 300);
    expect(line.values).toEqual([1, null, 2]);
  });

  it('lets live samples fill the step that history has not written yet', () => {
    const line = mergeLine([sample(0, 1), sample(300, null)], [sample(290, 2), sample(295, 3), sample(310, 4)], 300, 5, 0);
    expect(line.values.at(-1)).toBe(4);
    expect(line.times).toEqual([...line.times].sort((left, right) => left - right));
  });

  it('finds the peak', () => {
    expect(peakOf({ times: [1, 2, 3], values: [5, null, 9] })).toEqual({ at: 3, value: 9 });
    expect(peakOf({ times: [1], values: [null] })).toBeNull();
  });
});

describe('the change over five minutes', () => {
  it('compares with the sample nearest to five minutes ago', () => {
    expect(changeOver({ times: [0, 10, 300, 310], values: [100, 110, 120, 130] }, 300, 90)).toBe(20);
  });

  it('is unknown where nothing was measured then', () => {
    expect(changeOver({ times: [250, 310], values: [100, 130] }, 300, 90)).toBeNull();
    expect(changeOver({ times: [0, 310], values: [null, 130] }, 300, 90)).toBeNull();
    expect(changeOver({ times: [0, 310], values: [100, null] }, 300, 90)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { add, MAX_KEPT, type Sample } from '~/features/requests/sample';

type Answer = Parameters<typeof add>[1];

function answer(given: Partial<Answer> & { readonly seqs?: readonly number[] }): Answer {
  const { seqs = [], ...rest } = given;
  const items = seqs.map((seq) => ({ seq, timestamp: '2026-01-15T12:00:00Z', method: 'GET', path: `/${seq}` }) as Answer['items'][number]);
  return { items, next: seqs.at(-1) ?? 0, since: '2026-01-15T12:00:00Z', sampled_of: 0, dropped: 0, missed: 0, per_second: 50, gateways: ['local'], unable: [], ...rest };
}

const said = ({ shown, total, dropped }: Sample) => ({ shown, total, dropped });

describe('a sample of requests', () => {
  it('has the newest first, each once', () => {
    const sample = add(add(undefined, answer({ seqs: [1, 2], sampled_of: 2 })), answer({ seqs: [3], sampled_of: 3 }));
    expect(sample.lines.map(({ seq }) => seq)).toEqual([3, 2, 1]);
    expect(said(sample)).toEqual({ shown: 3, total: 3, dropped: 0 });
  });

  it('counts what was not shown, what was dropped and what came too late', () => {
    const first = add(undefined, answer({ seqs: [1], sampled_of: 40, dropped: 2 }));
    const second = add(first, answer({ seqs: [9], sampled_of: 70, dropped: 5, missed: 3 }));
    expect(said(second)).toEqual({ shown: 2, total: 70, dropped: 8 });
    expect(said(add(second, answer({ sampled_of: 70, dropped: 5 })))).toEqual({ shown: 2, total: 70, dropped: 8 });
  });

  it('goes on counting where the server begins anew after a pause', () => {
    const before = add(add(undefined, answer({ seqs: [1], sampled_of: 10, dropped: 1 })), answer({ sampled_of: 10, dropped: 1, missed: 2 }));
    const after = add(before, answer({ since: '2026-01-15T12:01:00Z', seqs: [7], sampled_of: 4, dropped: 1 }));
    expect(said(after)).toEqual({ shown: 2, total: 14, dropped: 4 });
    expect(after.since).toBe('2026-01-15T12:00:00Z');
    expect(said(add(after, answer({ since: '2026-01-15T12:01:00Z', sampled_of: 5, dropped: 1 })))).toEqual({ shown: 2, total: 15, dropped: 4 });
  });

  it('keeps no more than a person scrolls through, and still says how many there were', () => {
    const sample = add(undefined, answer({ seqs: Array.from({ length: MAX_KEPT + 20 }, (_, index) => index + 1), sampled_of: MAX_KEPT + 20 }));
    expect(sample.lines).toHaveLength(MAX_KEPT);
    expect(sample.lines[0]?.seq).toBe(MAX_KEPT + 20);
    expect(sample.shown).toBe(MAX_KEPT + 20);
  });
});

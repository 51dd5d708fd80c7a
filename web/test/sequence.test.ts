import { describe, expect, it } from 'vitest';
import { parseFrame, type Frame } from '~/live/frames';
import { Sequence } from '~/live/link/sequence';

function frame(seq: number, type = 'router_data', subject = 'interfaces_update', epoch = 'a'): Frame {
  const parsed = parseFrame(JSON.stringify({ type, epoch, seq, data: { type: subject } }));
  if (parsed === null) throw new Error('the frame of this test does not parse');
  return parsed;
}

describe('the sequence of a view', () => {
  it('resumes from the last frame that was applied', () => {
    const sequence = new Sequence();
    expect(sequence.position).toBeNull();
    sequence.judge(frame(7, 'router_data', 'online_total'));
    sequence.judge(frame(8));
    expect(sequence.position).toBe('a:8');
  });

  it('takes the parts of a snapshot, which carry one number', () => {
    const sequence = new Sequence();
    expect(sequence.judge(frame(7, 'router_data', 'online_total'))).toBe('apply');
    expect(sequence.judge(frame(7, 'router_data', 'pppoe_stats'))).toBe('apply');
  });

  it('finds a gap when a change came without the ones before it', () => {
    const sequence = new Sequence();
    sequence.judge(frame(7, 'router_data', 'online_total'));
    expect(sequence.judge(frame(9))).toBe('gap');
  });

  it('takes a whole state that jumps: a slow reader was brought to the latest', () => {
    const sequence = new Sequence();
    sequence.judge(frame(7, 'router_data', 'online_total'));
    expect(sequence.judge(frame(30, 'router_data', 'online_total'))).toBe('apply');
    expect(sequence.position).toBe('a:30');
  });

  it('takes a snapshot whose parts carry the number of their own last change', () => {
    const sequence = new Sequence();
    const verdicts = [frame(21, 'router_data', 'network_traffic'), frame(23, 'router_data', 'system_metrics'), frame(27, 'system_status', ''), frame(28, 'router_data', 'online_total'), frame(29)].map((part) => sequence.judge(part));
    expect(verdicts).toEqual(['apply', 'apply', 'apply', 'apply', 'apply']);
  });

  it('finds a gap when a heartbeat is ahead', () => {
    const sequence = new Sequence();
    sequence.judge(frame(7, 'router_data', 'online_total'));
    expect(sequence.judge(frame(7, 'heartbeat'))).toBe('apply');
    expect(sequence.judge(frame(8, 'heartbeat'))).toBe('gap');
  });

  it('starts over with another epoch', () => {
    const sequence = new Sequence();
    sequence.judge(frame(70, 'router_data', 'online_total'));
    expect(sequence.judge(frame(2, 'router_data', 'online_total', 'b'))).toBe('apply');
    expect(sequence.position).toBe('b:2');
  });

  it('ignores what it has already', () => {
    const sequence = new Sequence();
    sequence.judge(frame(7, 'router_data', 'online_total'));
    expect(sequence.judge(frame(5))).toBe('ignore');
  });
});

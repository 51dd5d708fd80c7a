// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useAtClock } from '~/live/clock';

let rendered = 0;

function Old({ after }: { readonly after: number }) {
  const isOld = useAtClock((now) => now >= after);
  rendered += 1;
  return <p>{isOld ? 'old' : 'young'}</p>;
}

describe('what the clock of a page makes of a figure', () => {
  beforeEach(() => {
    rendered = 0;
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('renders it when that changes, and not with every second', () => {
    render(<Old after={performance.now() + 5_000} />);
    expect(screen.getByText('young')).toBeVisible();
    const before = rendered;
    act(() => void vi.advanceTimersByTime(4_000));
    expect(rendered).toBe(before);
    act(() => void vi.advanceTimersByTime(3_000));
    expect(screen.getByText('old')).toBeVisible();
    expect(rendered).toBe(before + 1);
  });

  it('is right from the first rendering, before the clock was heard', () => {
    act(() => void vi.advanceTimersByTime(60_000));
    const seen: boolean[] = [];
    function First() {
      seen.push(useAtClock((now) => now >= 30_000));
      return null;
    }
    render(<First />);
    expect(seen[0]).toBe(true);
  });
});

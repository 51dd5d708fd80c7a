// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { InTurn } from '~/design/InTurn';

/** A browser that has leisure when the test says so. */
function leisure() {
  const waiting: (() => void)[] = [];
  vi.stubGlobal('requestIdleCallback', (callback: () => void) => waiting.push(callback));
  return async () => {
    const due = waiting.splice(0);
    await act(async () => {
      for (const callback of due) callback();
      await Promise.resolve();
    });
    return due.length;
  };
}

const shown = () => screen.queryAllByRole('listitem').map(({ textContent }) => textContent);

describe('the parts of a page', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('come one in each moment of leisure, in their order, and their places until then', async () => {
    const pass = leisure();
    render(
      <ul>
        {['um', 'dois', 'três'].map((part) => (
          <InTurn key={part} place={<li>…</li>}>
            <li>{part}</li>
          </InTurn>
        ))}
      </ul>,
    );
    expect(shown()).toEqual(['…', '…', '…']);
    await vi.waitFor(async () => expect(await pass()).toBe(1));
    expect(shown()).toEqual(['um', '…', '…']);
    await vi.waitFor(async () => expect(await pass()).toBe(1));
    expect(shown()).toEqual(['um', 'dois', '…']);
    await vi.waitFor(async () => expect(await pass()).toBe(1));
    expect(shown()).toEqual(['um', 'dois', 'três']);
  });

  it('are not rendered for a page that was left', async () => {
    const pass = leisure();
    const rendered = vi.fn(() => null);
    const Part = rendered;
    const { unmount } = render(
      <InTurn place={null}>
        <Part />
      </InTurn>,
    );
    unmount();
    await vi.waitFor(async () => expect(await pass()).toBe(1));
    expect(rendered).not.toHaveBeenCalled();
  });
});

import { describe, expect, it } from 'vitest';
import { complete } from '~/features/terminal/complete';

const known = ['display version', 'display device', 'display interface', 'display interface brief', 'display access-user username '];

describe('Tab in the terminal', () => {
  it('writes out what is certain', () => {
    expect(complete('dis ver', known).line).toBe('display version ');
    expect(complete('d', known).line).toBe('display ');
    expect(complete('dis acc us', known).line).toBe('display access-user username ');
  });

  it('lists what a word may become, and writes no guess', () => {
    expect(complete('display ', known)).toEqual({ line: 'display ', options: ['display access-user', 'display device', 'display interface', 'display version'] });
    expect(complete('DISPLAY INT', known).line).toBe('display interface ');
  });

  it('leaves alone what it does not know', () => {
    expect(complete('reboot', known)).toEqual({ line: 'reboot', options: [] });
    expect(complete('display version | include V800', known)).toEqual({ line: 'display version | include V800', options: [] });
  });
});

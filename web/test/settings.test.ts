import { describe, expect, it } from 'vitest';
import { configurationOf, faultsOf, linesOfFile } from '~/features/settings/configuration';
import { merge } from '~/features/settings/merge';

const base = 'a\nb\nc\nd\ne\n';

describe('two who changed one text', () => {
  it('both have their changes in it where they touched other lines', () => {
    expect(merge(base, 'a\nB\nc\nd\ne\n', 'a\nb\nc\nd\nE\nf\n')).toEqual({ text: 'a\nB\nc\nd\nE\nf\n', clashes: [] });
    expect(merge(base, 'a\nc\nd\ne\n', 'zero\na\nb\nc\nd\ne\n')).toEqual({ text: 'zero\na\nc\nd\ne\n', clashes: [] });
  });

  it('are told where they changed the same lines, and what was typed stays', () => {
    expect(merge(base, 'a\nmine\nc\nd\ne\n', 'a\ntheirs\nc\nd\ne\n')).toEqual({ text: 'a\nmine\nc\nd\ne\n', clashes: [{ line: 2, theirs: 'theirs' }] });
    expect(merge(base, 'a\nb\nmine\nd\ne\n', 'a\nb\nd\ne\n').clashes).toEqual([{ line: 3, theirs: '' }]);
  });

  it('agree where they did the same', () => {
    expect(merge(base, 'a\nx\nc\nd\ne\n', 'a\nx\nc\nd\ne\n')).toEqual({ text: 'a\nx\nc\nd\ne\n', clashes: [] });
  });

  it('begin with nothing', () => {
    expect(merge('', 'mine\n', '')).toEqual({ text: 'mine\n', clashes: [] });
    expect(merge('', '', 'theirs\n')).toEqual({ text: 'theirs\n', clashes: [] });
  });
});

describe('the configuration as text', () => {
  it('is told apart from its heading, so that lines count from its own first', () => {
    const read = configurationOf('# Revision 7. From the file /etc/farol/farol.yaml, to be changed there: listener http, pool web.\npools:\n', '"t"');
    expect(read).toEqual({ text: 'pools:\n', tag: '"t"', revision: 7, file: '/etc/farol/farol.yaml', managed: ['listener http', 'pool web'] });
    expect(configurationOf('# Revision 8.\n{}\n', null)).toEqual({ text: '', tag: null, revision: 8, file: null, managed: [] });
  });

  it('has every error at its line, in the order of the text', () => {
    const faults = faultsOf({ 'routes[x]': 'names no pool', 'pools[web].weight': 'line 9: must be from 1 to 256\nline 12: is missing', version: 'line 2: is not known' });
    expect(faults.map(({ key, line }) => [key, line])).toEqual([['routes[x]', null], ['version', 2], ['pools[web].weight', 9], ['pools[web].weight', 12]]);
    expect(faults[2]?.text).toBe('must be from 1 to 256');
  });

  it('marks the lines of what a file has, by name and kind', () => {
    const text = 'pools:\n- name: web\n  backends:\n  - address: "192.0.2.1:80"\n- name: api\n  backends: []\nroutes:\n- name: "web"\n  host: www.example.com\n';
    expect([...linesOfFile(text, ['pool web'])]).toEqual([2, 3, 4]);
    expect([...linesOfFile(text, ['pool api', 'route web'])]).toEqual([5, 6, 8, 9]);
    expect(linesOfFile(text, []).size).toBe(0);
    const sections = 'gateway:\n  loops: 2\n\n  timeouts:\n    keep_alive: 60s\npools:\n- name: web\n';
    expect([...linesOfFile(sections, ['gateway'])]).toEqual([1, 2, 4, 5]);
    expect([...linesOfFile(sections, ['pool web'])]).toEqual([7]);
  });
});

// @vitest-environment jsdom
import { fireEvent } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entryIn } from '~/api/build';
import { listenToKeys } from '~/app/keys';
import { listenToPaletteKey } from '~/app/paletteKey';
import { ranked, recentOnes, rememberChosen, score } from '~/app/paletteSearch';
import { switchLetters } from '~/design/letterKeys';

const pressed: string[] = [];

describe('the keys', () => {
  let ended = new AbortController();

  beforeEach(() => {
    pressed.splice(0);
    localStorage.clear();
    document.body.innerHTML = '<input aria-label="field">';
    ended = new AbortController();
    listenToPaletteKey(() => pressed.push('palette'), ended.signal);
    listenToKeys({ onHelp: () => pressed.push('help'), onSection: (label) => pressed.push(label) }, ended.signal);
  });

  afterEach(() => ended.abort());

  const press = (...keys: string[]) => keys.forEach((key) => fireEvent.keyDown(document.body, { key }));

  it('lead to a section after g, and help after ?', () => {
    press('g', 's', 's', '?');
    expect(pressed).toEqual(['nav.security', 'help']);
  });

  it('leave alone who is typing, and those who switched them off', () => {
    const field = document.querySelector('input');
    if (field === null) throw new Error('no field');
    fireEvent.keyDown(field, { key: '?' });
    switchLetters(false);
    press('?', 'g', 'm');
    expect(pressed).toEqual([]);
    fireEvent.keyDown(field, { key: 'K', ctrlKey: true });
    expect(pressed).toEqual(['palette']);
  });
});

describe('the palette', () => {
  const entry = (label: string, kind = '') => ({ id: label, label, kind });

  it('finds what was meant without accents, by beginnings and by letters in order', () => {
    expect(score('Segurança', 'segu')).toBeGreaterThan(score('Eventos de segurança', 'gura') ?? 0);
    expect(score('Eth-Trunk100', 'et100')).toBe(1);
    expect(score('Interfaces', 'xyz')).toBeNull();
    expect(ranked([entry('Roteadores'), entry('Rotas'), entry('Visão geral')], 'rota', []).map(({ id }) => id)).toEqual(['Rotas', 'Roteadores']);
  });

  it('puts first what was chosen lately, and remembers a few', () => {
    localStorage.clear();
    for (let index = 0; index < 12; index += 1) rememberChosen(`n${index}`);
    rememberChosen('b');
    expect(recentOnes()).toHaveLength(8);
    expect(ranked([entry('a'), entry('b'), entry('c')], '', recentOnes()).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
  });
});

describe('the build that is served', () => {
  it('is known by the address of its code', () => {
    expect(entryIn('<script type="module" crossorigin src="/assets/early-def.js" data-code="/assets/index-abc.js"></script>')).toBe('/assets/index-abc.js');
    expect(entryIn('<p>nothing</p>')).toBeNull();
  });
});

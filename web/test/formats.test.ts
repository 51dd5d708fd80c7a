import { describe, expect, it } from 'vitest';
import { createFormats } from '~/i18n/formats';

const portuguese = createFormats('pt-BR');
const english = createFormats('en');

describe('numbers and units by locale', () => {
  it.each([
    [0, '0 bit/s', '0 bit/s'],
    [999, '999 bit/s', '999 bit/s'],
    [1_500, '1,50 kbit/s', '1.50 kbit/s'],
    [52_300_000, '52,3 Mbit/s', '52.3 Mbit/s'],
    [47_700_000_000, '47,7 Gbit/s', '47.7 Gbit/s'],
    [999_999, '1.000 kbit/s', '1,000 kbit/s'],
  ])('%d bit/s', (rate, inPortuguese, inEnglish) => {
    expect(portuguese.bitRateText(rate)).toBe(inPortuguese);
    expect(english.bitRateText(rate)).toBe(inEnglish);
  });

  it('writes counts, shares and durations', () => {
    expect(portuguese.integer(27_134)).toBe('27.134');
    expect(english.signed(27)).toBe('+27');
    expect(portuguese.percent(46.54)).toBe('46,5%');
    expect(english.seconds(6_277_860)).toBe('72d 15h');
    expect(['1m', '1m 1s', '1h', '1d']).toEqual([60, 61, 3_600, 86_400].map((value) => english.seconds(value)));
  });

  it('writes an age in words', () => {
    for (const [formats, language] of [[portuguese, 'pt-BR'], [english, 'en']] as const) {
      const browser = new Intl.RelativeTimeFormat(language, { style: 'narrow', numeric: 'always' });
      for (const age of [0, 1, 3, 59]) expect(formats.ago(age)).toBe(browser.format(-age, 'second'));
    }
    expect(english.ago(190)).toBe('3m ago');
  });
});

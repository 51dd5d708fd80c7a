import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Matcher, type Catalogue } from '~/i18n/server/Matcher';
import { literalsOf } from './literals';
import { annotations, everyText, exceptions, messages, recordWords, unreadProjects } from './sources';

const folder = join(import.meta.dirname, '../../src/i18n/server');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const catalogues = new Map(files.map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8')) as Catalogue]));
const catalogue: Catalogue = Object.assign({}, ...catalogues.values()) as Catalogue;

describe('the Portuguese of what the server says', () => {
  it('has every sentence of the sources', () => {
    const all = messages();
    expect(all.length).toBeGreaterThan(200);
    const missing = all.filter(({ template }) => catalogue[template] === undefined && exceptions[template] === undefined);
    expect(missing.map(({ file, line, call, template }) => `${file}:${line} ${call}: ${JSON.stringify(template)}`)).toEqual([]);
  });

  it('has every word of the audit', () => {
    expect(recordWords().map(({ template }) => template)).toContain('certificate orders');
    expect(recordWords().filter(({ template }) => catalogue[template] === undefined).map(({ file, line, template }) => `${file}:${line} ${template}`)).toEqual([]);
  });

  it('has every annotation of the rules for alerts', () => {
    expect(annotations().length).toBeGreaterThan(15);
    expect(annotations().filter((template) => catalogues.get('alerts.json')?.[template] === undefined)).toEqual([]);
  });

  it('is looked for in every project', () => {
    expect(unreadProjects()).toEqual([]);
  });

  it('has no sentence that the sources no longer have', () => {
    const texts = everyText();
    const own = [...catalogues].filter(([name]) => name !== 'outside.json').flatMap(([, entries]) => Object.keys(entries));
    expect(own.filter((template) => !texts.has(template))).toEqual([]);
    expect(Object.keys(exceptions).filter((template) => !texts.has(template))).toEqual([]);
  });

  it('says each of them once, with the same values', () => {
    const keys = [...catalogues.values()].flatMap((entries) => Object.keys(entries));
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    const values = (text: string) => [...new Set(text.match(/(?<=\{)\d+(?=(:\w+)?\})/g))].sort();
    for (const [template, said] of Object.entries(catalogue)) expect([template, values(said)]).toEqual([template, values(template)]);
    expect(Object.entries(catalogue).filter(([template, said]) => said.trim() === '' || exceptions[template] !== undefined)).toEqual([]);
  });
});

describe('a sentence in the sources', () => {
  const templates = (code: string) => literalsOf(code).map(({ template }) => template);

  it('is taken with numbers for its values, and what they say themselves', () => {
    expect(templates('throw new X($"{a.B(", ")} is {c:0.#} s; at {{x}}");')).toEqual([', ', '{0} is {1} s; at {x}']);
  });

  it('is one where it is put together', () => {
    expect(templates('Say($"one {a} "\n  + "two");')).toEqual(['one {0} two']);
    expect(templates('Say("why: " + error.Message);')).toEqual(['why: {0}']);
    expect(templates('Say(name + " is wrong");')).toEqual(['{0} is wrong']);
  });

  it('is two where it chooses', () => {
    expect(templates('$"{n} backend{(n == 1 ? "" : "s")}"')).toEqual(['{0} backend', '{0} backends']);
    expect(templates('"unknown" + (hint is null ? "" : $"; is it {hint}?")')).toEqual(['unknown{0}', '', '; is it {0}?']);
  });

  it('is not looked for in comments, bytes and characters', () => {
    expect(templates('// "one"\nvar a = \'"\'; /* "two" */ var b = "bytes"u8; var c = "three";')).toEqual(['three']);
  });

  it('knows what it is given to', () => {
    expect(literalsOf('log.LogWarning(failure, (a ? "x y" : "z"));').map(({ call }) => call)).toEqual(['log.LogWarning', 'log.LogWarning']);
    expect(literalsOf('string.Create(Culture, $"a {b}")').map(({ call }) => call)).toEqual(['']);
  });
});

describe('the way to a sentence', () => {
  const { 'records.json': records = {}, ...others } = Object.fromEntries(catalogues);
  const sentences = Object.assign({}, ...Object.values(others)) as Catalogue;
  const matcher = new Matcher(sentences);
  const recorded = new Matcher(records, matcher);
  const samples = Object.entries(sentences).filter(([template]) => !/^\w+:\S/.test(template));

  it('leads from each of them, with values, to its own', () => {
    // What chance values would make another sentence of is told from it by its own words.
    const value = (number: string) => `v${number}.example`;
    const wrong = (way: Matcher, entries: readonly (readonly [string, string])[]) =>
      entries
        .map(([template, said]) => [template, template.replace(/\{(\d+)\}/g, (_, number: string) => value(number)), said.replace(/\{(\d+)(?::\w+)?\}/g, (_, number: string) => value(number))])
        .filter(([, text, said]) => way.translate(text ?? '') !== said)
        .map(([template, text]) => `${template ?? ''} -> ${way.translate(text ?? '')}`);
    expect(wrong(matcher, samples)).toEqual([]);
    expect(wrong(recorded, Object.entries(records))).toEqual([]);
  });

  it('is found by a word at either end for all but a few', () => {
    expect(matcher.unfiled).toBeLessThan(60);
  });

  it('ends soon for a long text of everything', () => {
    const long = samples.map(([template]) => template).join('; ');
    expect(matcher.translate(long)).toBe(long);
    const nested = 'Next try in 1 s; the last one failed: '.repeat(90);
    expect(matcher.translate(nested)).toContain('Próxima tentativa em 1 s');
  });
});

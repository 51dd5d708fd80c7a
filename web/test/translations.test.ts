import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Tree { readonly [key: string]: string | Tree }

function flatten(tree: Tree, before = ''): Map<string, string> {
  const keys = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') keys.set(before + key, value);
    else for (const [inner, text] of flatten(value, `${before}${key}.`)) keys.set(inner, text);
  }
  return keys;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
  });
}

/** The shared texts, and those that a folder brings with its own code. */
function texts(language: string): Map<string, string> {
  const own = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith(`texts/${language}.json`));
  const files = [`i18n/${language}.json`, ...own];
  const all = new Map<string, string>();
  for (const file of files) {
    for (const [key, text] of flatten(JSON.parse(readFileSync(join(source, file), 'utf8')) as Tree)) {
      expect(all.has(key), `${key} is in ${file} and in another file`).toBe(false);
      all.set(key, text);
    }
  }
  return all;
}

const source = join(import.meta.dirname, '../src');
const inPortuguese = texts('pt-BR');
const inEnglish = texts('en');
const code = sources(source).join('\n');

describe('the translations', () => {
  it('have the same keys in both languages', () => {
    expect([...inEnglish.keys()].sort()).toEqual([...inPortuguese.keys()].sort());
  });

  it('have a text for every key', () => {
    const empty = [...inPortuguese, ...inEnglish].filter(([, text]) => text.trim() === '').map(([key]) => key);
    expect(empty).toEqual([]);
  });

  it('take the same values in both languages', () => {
    const values = (text: string | undefined) => (text ?? '').match(/\{\{\w+\}\}/g)?.sort() ?? [];
    for (const [key, text] of inPortuguese) expect([key, values(inEnglish.get(key))]).toEqual([key, values(text)]);
  });

  it('are all used', () => {
    const unused = [...inPortuguese.keys()].filter((key) => {
      if (code.includes(`'${key.replace(/_(one|other)$/, '')}'`)) return false;
      const stem = key.slice(0, key.lastIndexOf('.') + 1);
      return !code.includes(`\`${stem}\${`);
    });
    expect(unused).toEqual([]);
  });
});

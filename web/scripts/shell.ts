import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** By file, what each of a CSS module's classes is called in the build. */
export type Classes = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** What a page that stands before its code is made of. */
export interface Parts {
  /** A text of the page in its language, as HTML. */
  readonly t: (key: string) => string;
  /** What a class of a CSS module is called in the build. */
  readonly style: (file: string, name: string) => string;
}

interface Texts {
  readonly [key: string]: string | Texts;
}

/** @param folders Where the texts of the page lie, beside the shared ones. */
export function partsOf(source: string, language: string, classes: Classes, folders: readonly string[] = []): Parts {
  const texts = ['i18n', ...folders].map((folder) => JSON.parse(readFileSync(join(source, folder, `${language}.json`), 'utf8')) as Texts);
  return {
    t: (key) => {
      const found = texts.map((all) => key.split('.').reduce<string | Texts | undefined>((text, part) => (typeof text === 'object' ? text[part] : undefined), all)).find((text) => typeof text === 'string');
      if (typeof found !== 'string') throw new Error(`a page that stands before its code has no text ${key} in ${language}`);
      return found.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    },
    style: (file, name) => {
      const found = classes.get(join(source, file))?.[name];
      if (found === undefined) throw new Error(`${file} has no class ${name}`);
      return found;
    },
  };
}

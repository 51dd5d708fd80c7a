import i18next, { type TFunction } from 'i18next';
import { useSyncExternalStore } from 'react';

interface Words {
  readonly t: TFunction;
  readonly language: string;
}

/** What stands in a text's places. */
type Values = Readonly<Record<string, string | number | null | undefined>>;

const listeners = new Set<() => void>();
/** Each text is looked up once: a page asks for some hundred, over and over, and a look-up goes through every language and plural that there may be. */
const known = new Map<string, string>();
let words = inLanguage(i18next.language);

i18next.on('languageChanged', (language) => {
  known.clear();
  words = inLanguage(language);
  for (const hear of listeners) hear();
});

/** The texts of the language that is spoken. All components share one function, which stays the same until another language is spoken. */
export function useTranslation(): Words {
  return useSyncExternalStore(subscribe, spoken);
}

/** Texts have come: what was looked for in vain may be among them. */
export function renewTexts(): void {
  known.clear();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function spoken(): Words {
  return words;
}

function inLanguage(language: string): Words {
  const plain: (key: string, options: object) => string = i18next.t.bind(i18next) as never;
  const translate = (key: string, values?: Values): string => {
    // How many there are decides which text it is.
    if (values !== undefined && 'count' in values) return plain(key, values);
    let text = known.get(key);
    if (text === undefined) {
      text = plain(key, { skipInterpolation: true });
      known.set(key, text);
    }
    return values === undefined ? text : text.replace(/\{\{(\w+)\}\}/g, (_place, name: string) => `${values[name] ?? ''}`);
  };
  return { t: translate as unknown as TFunction, language };
}

import i18next from 'i18next';
import { currentLanguage } from '.';

const NEXT_TRY_MS = 30_000;

let words: typeof import('./server/translate') | undefined;
let fetching: Promise<void> | undefined;

/** What the server said, in the language of the page. It says it in English; what is not known here stays as it came. The audit speaks in a few words. */
export function serverText(text: string, kind?: 'record'): string;
export function serverText(text: string | null, kind?: 'record'): string | null;
export function serverText(text: string | null, kind?: 'record'): string | null {
  if (text === null || currentLanguage() === 'en') return text;
  void fetchServerTexts();
  return words?.[kind === undefined ? 'translate' : 'translateRecord'](text) ?? text;
}

/** They are a file of their own, which only pages in Portuguese fetch; what shows already is drawn anew with them. */
export function fetchServerTexts(): Promise<void> {
  fetching ??= import('./server/translate').then(
    (module) => {
      words = module;
      i18next.emit('languageChanged', i18next.language);
    },
    () => void setTimeout(() => (fetching = undefined), NEXT_TRY_MS),
  );
  return fetching;
}

import i18next from 'i18next';
import { currentLanguage } from '.';

const NEXT_TRY_MS = 30_000;

let translate: ((text: string) => string) | undefined;
let fetching: Promise<void> | undefined;

/** What the server said, in the language of the page. It says it in English; what is not known here stays as it came. */
export function serverText(text: string): string;
export function serverText(text: string | null): string | null;
export function serverText(text: string | null): string | null {
  if (text === null || currentLanguage() === 'en') return text;
  void fetchServerTexts();
  return translate?.(text) ?? text;
}

/** They are a file of their own, which only pages in Portuguese fetch; what shows already is drawn anew with them. */
export function fetchServerTexts(): Promise<void> {
  fetching ??= import('./server/translate').then(
    (module) => {
      translate = module.translate;
      i18next.emit('languageChanged', i18next.language);
    },
    () => void setTimeout(() => (fetching = undefined), NEXT_TRY_MS),
  );
  return fetching;
}

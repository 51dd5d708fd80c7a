import i18next from 'i18next';
import { recall, remember } from '~/design/preferences';
import portuguese from './pt-BR.json';
import { renewTexts } from './useTranslation';

export const languages = ['pt-BR', 'en'] as const;
export type Language = (typeof languages)[number];

type SharedTexts = typeof portuguese;

/** Every text there is: the shared ones, and what each feature adds in its `texts.ts`. */
export interface Texts extends SharedTexts {}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: Texts };
  }
}

type Loader = () => Promise<{ readonly default: object }>;

/** English that was named and not fetched yet: nobody has spoken it. */
const unfetched = new Set<Loader>([() => import('./en.json')]);

/** A feature's own texts, which travel with its pages. Portuguese stands at once; English is fetched by who speaks it. */
export function addTexts(inPortuguese: object, inEnglish: Loader): void {
  i18next.addResourceBundle('pt-BR', 'translation', inPortuguese, true);
  renewTexts();
  unfetched.add(inEnglish);
}

/** The one that is asked for, from before it is spoken. */
let wanted: Language = 'pt-BR';

/** Resolves when the language that is spoken has the texts of every page that was loaded. */
export async function textsStand(language: Language = wanted): Promise<void> {
  if (language !== 'en') return;
  await Promise.all(
    [...unfetched].map(async (load) => {
      const { default: texts } = await load();
      i18next.addResourceBundle('en', 'translation', texts, true);
      renewTexts();
      unfetched.delete(load);
    }),
  );
}

export async function startTranslations(): Promise<void> {
  wanted = firstLanguage();
  await i18next.init({
    lng: 'pt-BR',
    fallbackLng: 'pt-BR',
    resources: { 'pt-BR': { translation: portuguese } },
    interpolation: { escapeValue: false },
    returnNull: false,
    showSupportNotice: false,
  });
  await speak(wanted);
}

export async function speak(language: Language): Promise<void> {
  wanted = language;
  await textsStand(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  remember('language', language);
}

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'pt-BR';
}

function firstLanguage(): Language {
  const chosen = recall('language');
  if (chosen === 'en' || chosen === 'pt-BR') return chosen;
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'pt-BR';
}

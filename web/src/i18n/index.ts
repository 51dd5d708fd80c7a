import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { recall, remember } from '~/design/preferences';
import portuguese from './pt-BR.json';

export const languages = ['pt-BR', 'en'] as const;
export type Language = (typeof languages)[number];

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof portuguese };
  }
}

export async function startTranslations(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'pt-BR',
    fallbackLng: 'pt-BR',
    resources: { 'pt-BR': { translation: portuguese } },
    interpolation: { escapeValue: false },
    returnNull: false,
    showSupportNotice: false,
  });
  await speak(firstLanguage());
}

export async function speak(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    const english = await import('./en.json');
    i18next.addResourceBundle('en', 'translation', english.default);
  }
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

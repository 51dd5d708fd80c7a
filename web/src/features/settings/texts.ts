import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type SettingsTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends SettingsTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

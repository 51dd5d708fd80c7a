import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type ProfileTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends ProfileTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

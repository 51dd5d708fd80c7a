import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type LoginTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends LoginTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

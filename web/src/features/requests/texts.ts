import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type RequestTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends RequestTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

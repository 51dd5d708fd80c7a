import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type RoutersTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends RoutersTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

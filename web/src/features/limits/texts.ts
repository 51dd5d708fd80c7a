import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type LimitTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends LimitTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

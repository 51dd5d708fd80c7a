import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type RouterEditingTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends RouterEditingTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

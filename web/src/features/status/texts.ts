import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type StatusTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends StatusTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type StartTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends StartTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

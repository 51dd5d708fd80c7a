import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type RevisionsTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends RevisionsTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

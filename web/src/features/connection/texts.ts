import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type ConnectionTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends ConnectionTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

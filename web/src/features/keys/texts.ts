import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type KeysTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends KeysTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

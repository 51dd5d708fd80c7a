import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type UsersTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends UsersTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type SessionsTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends SessionsTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

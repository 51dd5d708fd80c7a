import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type RouteAnswerTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends RouteAnswerTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

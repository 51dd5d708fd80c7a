import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type SubscribersTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends SubscribersTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

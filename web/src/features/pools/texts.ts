import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type PoolsTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends PoolsTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

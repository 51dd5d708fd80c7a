import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type DesignTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends DesignTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

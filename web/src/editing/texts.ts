import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type EditingTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends EditingTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

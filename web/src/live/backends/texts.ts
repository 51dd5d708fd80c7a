import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type BackendTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends BackendTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

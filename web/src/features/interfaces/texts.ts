import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type InterfacesTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends InterfacesTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

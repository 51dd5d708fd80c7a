import '~/design/texts';
import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type SecurityTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends SecurityTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type AlertsTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends AlertsTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type SystemTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends SystemTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

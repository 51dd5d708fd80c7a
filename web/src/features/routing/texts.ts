import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type RoutingTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends RoutingTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

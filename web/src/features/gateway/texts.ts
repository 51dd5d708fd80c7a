import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type GatewayTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends GatewayTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

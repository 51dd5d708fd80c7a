import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type TenantsTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends TenantsTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

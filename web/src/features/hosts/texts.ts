import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type HostsTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends HostsTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

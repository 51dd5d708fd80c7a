import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type AuditTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends AuditTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

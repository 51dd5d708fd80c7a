import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type CertificateTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends CertificateTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

import { addTexts } from '~/i18n';
import portuguese from './texts/pt-BR.json';

type TerminalTexts = typeof portuguese;

declare module '~/i18n' {
  interface Texts extends TerminalTexts {}
}

addTexts(portuguese, () => import('./texts/en.json'));

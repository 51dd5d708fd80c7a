import { partsOf, type Classes } from './shell.ts';

/** The login as it stands before its code has come: the same words in the same places. Nothing of it takes a letter, which the page that follows would lose. */
export function loginShell(source: string, language: string, classes: Classes): string {
  const { t, style } = partsOf(source, language, classes, ['features/login/texts']);
  const [page, form, title, hint] = ['page', 'form', 'title', 'hint'].map((name) => style('features/login/LoginPage.module.css', name));
  const field = (label: string) =>
    `<div class="${style('design/Field.module.css', 'field')}"><span class="${style('design/Field.module.css', 'label')}">${label}</span><input class="${style('design/Field.module.css', 'input')}" disabled></div>`;
  return (
    `<main class="${page}" inert><div class="${form}"><img src="/favicon.svg" width="44" height="44" alt=""><h1 class="${title}">${t('login.title')}</h1>` +
    `${field(t('login.email'))}${field(t('login.password'))}<button class="${style('design/Button.module.css', 'button')}" type="button" data-tone="primary">${t('session.login')}</button>` +
    `<p class="${hint}">${t('login.firstTime')}</p><p class="${hint}">${t('entrance.forgotten')}</p><a class="${hint}">${t('login.withoutAccount')}</a></div></main>`
  );
}

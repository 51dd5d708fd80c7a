import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Classes } from './pages.ts';

interface Texts {
  readonly [key: string]: string | Texts;
}

/** The login as it stands before its code has come: the same words in the same places. Nothing of it takes a letter, which the page that follows would lose. */
export function loginShell(source: string, language: string, classes: Classes): string {
  const texts = [join(source, 'i18n', `${language}.json`), join(source, 'features/login/texts', `${language}.json`)].map((file) => JSON.parse(readFileSync(file, 'utf8')) as Texts);
  const t = (key: string) => {
    const found = texts.map((all) => key.split('.').reduce<string | Texts | undefined>((text, part) => (typeof text === 'object' ? text[part] : undefined), all)).find((text) => typeof text === 'string');
    if (typeof found !== 'string') throw new Error(`the login has no text ${key} in ${language}`);
    return found.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  };
  const style = (file: string, name: string) => {
    const found = classes.get(join(source, file))?.[name];
    if (found === undefined) throw new Error(`${file} has no class ${name}`);
    return found;
  };
  const [page, form, title, hint] = ['page', 'form', 'title', 'hint'].map((name) => style('features/login/LoginPage.module.css', name));
  const field = (label: string) =>
    `<div class="${style('design/Field.module.css', 'field')}"><span class="${style('design/Field.module.css', 'label')}">${label}</span><input class="${style('design/Field.module.css', 'input')}" disabled></div>`;
  return (
    `<main class="${page}" inert><div class="${form}"><img src="/favicon.svg" width="44" height="44" alt=""><h1 class="${title}">${t('login.title')}</h1>` +
    `${field(t('login.email'))}${field(t('login.password'))}<button class="${style('design/Button.module.css', 'button')}" type="button" data-tone="primary">${t('session.login')}</button>` +
    `<p class="${hint}">${t('login.firstTime')}</p><p class="${hint}">${t('entrance.forgotten')}</p><a class="${hint}">${t('login.withoutAccount')}</a></div></main>`
  );
}

import { basename, join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';
import { loginShell } from './loginShell.ts';
import { overviewShell } from './overviewShell.ts';
import type { Classes } from './shell.ts';

export const languages = ['pt-BR', 'en'] as const;
const themes = { auto: null, dark: '#0b1015', light: '#f1f4f7' } as const;

interface Page {
  /** Whose code, sheets and, where English is spoken, texts are fetched at once with the frame's. */
  readonly modules: readonly string[];
  readonly shell?: (source: string, language: string, classes: Classes) => string;
}

const overview = ['features/overview/OverviewPage.tsx'];

const pages: Readonly<Record<string, Page>> = {
  index: { modules: [] },
  overview: { modules: overview, shell: overviewShell(false) },
  'overview-simulated': { modules: overview, shell: overviewShell(true) },
  login: { modules: ['features/login/LoginPage.tsx'], shell: loginShell },
};

/**
 * Writes `pages/PAGE.LANGUAGE.THEME.html` beside index.html: what a browser fetches at once is
 * what the asked page needs in its language, its colours are right before any code runs, and the login stands before it does.
 */
export function pagesOf(source: string): { readonly plugin: Plugin; readonly keepClasses: (file: string, names: Record<string, string>) => void } {
  const classes = new Map<string, Record<string, string>>();
  const plugin: Plugin = {
    name: 'farol-pages',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const index = bundle['index.html'];
        if (index?.type !== 'asset') throw new Error('the build has no index.html');
        const html = codeAfterEarly(String(index.source), bundle);
        for (const [name, page] of Object.entries(pages)) {
          for (const language of languages) {
            const told = [...neededBy(bundle, source, page.modules, language)].filter((file) => !html.includes(`/${file}"`));
            const whole = inOrder(withShell(withFiles(html, told), page.shell?.(source, language, classes)), bundle).replace('lang="pt-BR"', `lang="${language}"`);
            for (const [theme, colour] of Object.entries(themes)) this.emitFile({ type: 'asset', fileName: `pages/${name}.${language}.${theme}.html`, source: inTheme(whole, theme, colour) });
          }
        }
        index.source = inTheme(html, 'auto', null);
      },
    },
  };
  const keepClasses = (file: string, names: Record<string, string>) => {
    const twin = [...classes.keys()].find((other) => other !== file && basename(other) === basename(file));
    if (twin !== undefined) throw new Error(`${file} is called as ${twin} is: their classes would be the same`);
    classes.set(file, names);
  };
  return { plugin, keepClasses };
}

/** The parts of the code that are read before the rest, by the names of their files: in one task they would hold a phone up for a tenth of a second. */
const BEFORE = ['frame', 'base'];

/** What asks early is the page's script, and reads its code once the page was painted; the code is fetched meanwhile. */
function codeAfterEarly(html: string, bundle: Rolldown.OutputBundle): string {
  const early = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === 'early');
  if (early === undefined) throw new Error('no part of the build asks early');
  const before = BEFORE.map((name) => {
    const part = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === name);
    if (part === undefined) throw new Error(`no part of the build is called ${name}`);
    return `/${part.fileName}`;
  });
  return html
    .replace(new RegExp(` *<link rel="modulepreload"[^>]*/${early.fileName}">\\n`), '')
    .replace(/<script type="module" crossorigin src="([^"]+)"><\/script>/, `<script type="module" crossorigin src="/${early.fileName}" data-before="${before.join(' ')}" data-code="$1"></script>\n    <link rel="modulepreload" crossorigin href="$1">`);
}

/** The files of these modules and of what they import, and their texts where English is spoken. */
function neededBy(bundle: Rolldown.OutputBundle, source: string, modules: readonly string[], language: string): ReadonlySet<string> {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const holding = (path: string) => {
    const module = join(source, path);
    const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId === module) ?? chunks.find(({ moduleIds }) => moduleIds.includes(module));
    if (chunk === undefined) throw new Error(`no part of the build holds ${path}`);
    return chunk;
  };
  const files = new Set<string>();
  const reached = new Set<string>();
  const pending = modules.map(holding);
  for (let chunk = pending.pop(); chunk !== undefined; chunk = pending.pop()) {
    if (reached.has(chunk.fileName)) continue;
    reached.add(chunk.fileName);
    files.add(chunk.fileName);
    for (const sheet of chunk.viteMetadata?.importedCss ?? []) files.add(sheet);
    pending.push(...chunks.filter(({ fileName }) => chunk.imports.includes(fileName)));
    // English travels in files of its own, named where its Portuguese is.
    if (language === 'en') pending.push(...chunks.filter(({ fileName, facadeModuleId }) => chunk.dynamicImports.includes(fileName) && facadeModuleId?.endsWith('/en.json') === true));
  }
  if (language === 'en') files.add(holding('i18n/en.json').fileName);
  return files;
}

function withFiles(html: string, files: readonly string[]): string {
  const tags = files.map((file) => (file.endsWith('.css') ? `<link rel="stylesheet" crossorigin href="/${file}">` : `<link rel="modulepreload" crossorigin href="/${file}">`));
  return html.replace('</head>', `${tags.map((tag) => `  ${tag}\n  `).join('')}</head>`);
}

/** What is painted first comes first: sheets and letters before the code, which is read once they are there. A browser that has six connections asks in this order. */
function inOrder(html: string, bundle: Rolldown.OutputBundle): string {
  const sheets = html.match(/ *<link rel="stylesheet"[^>]*>\n/g) ?? [];
  const letters = Object.keys(bundle).filter((file) => file.endsWith('.woff2'));
  const tags = [...sheets, ...letters.map((file) => `    <link rel="preload" as="font" type="font/woff2" crossorigin href="/${file}">\n`)];
  return sheets
    .reduce((rest, sheet) => rest.replace(sheet, ''), html)
    .replace(/<link rel="modulepreload"/g, '<link rel="modulepreload" fetchpriority="low"')
    .replace(/ *<script type="module"/, (script) => tags.join('') + script);
}

function withShell(html: string, shell: string | undefined): string {
  return shell === undefined ? html : html.replace(/(<div id="root">).*(<\/div>)/, (_whole, before: string, after: string) => before + shell + after);
}

/** Without a theme of its own the sheet follows the browser's. */
function inTheme(html: string, theme: string, colour: string | null): string {
  const themed = html.replace(' data-theme="dark"', theme === 'auto' ? '' : ` data-theme="${theme}"`);
  return colour === null ? themed : themed.replace(/(name="theme-color" content=")[^"]*/, `$1${colour}`);
}

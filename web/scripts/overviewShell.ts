import { sections } from '../src/app/sections.ts';
import { partsOf, type Classes } from './shell.ts';

const FIGURES = ['overview.onlineNow', 'overview.traffic', 'overview.worstCpu'];
const RANGES = ['1h', '6h', '24h', '7d', '30d'];
const FIRST_RANGE = '24h';
const ROWS = 10;

/**
 * The overview as it stands before its code has come: the frame, the headings, and the places of what is asked for meanwhile. What depends on who sits here is
 * left out; nothing of it answers yet.
 */
export function overviewShell(isSimulated: boolean): (source: string, language: string, classes: Classes) => string {
  return (source, language, classes) => {
    const { t, style } = partsOf(source, language, classes);
    const of = (file: string) => (name: string) => style(`${file}.module.css`, name);
    const states = of('design/States');
    const places = (count: number) => `<div class="${states('skeleton')}">${`<span class="${states('line')}"></span>`.repeat(count)}</div>`;

    const frame = of('app/Shell');
    const band = `<aside class="${frame('simulated')}"><strong>${t('shell.simulated')}</strong> <span>${t('shell.simulatedWhy')}</span></aside>`;

    const bar = of('app/TopBar');
    const status = of('design/Status');
    const quiet = (more = '') => `<button class="${style('design/Button.module.css', 'button')}${more}" type="button" data-tone="quiet">`;
    const top =
      `<header class="${bar('bar')}"><a class="${bar('brand')}"><img src="/favicon.svg" fetchpriority="low" width="26" height="26" alt=""><span>${t('brand')}</span></a><select class="${bar('scope')}" disabled></select>` +
      `<div class="${style('app/LiveLight.module.css', 'light')}" data-light><span class="${status('status')}" data-tone="muted"><span class="${status('shape')}">○</span>${t('live.connecting')}</span></div>` +
      `<div class="${bar('tools')}">${quiet(` ${bar('palette')}`)}<span class="${bar('search')}">${t('shell.goTo')}</span><kbd class="${bar('key')}">${t('shell.goToKey')}</kbd></button>${quiet()}${t('shell.languageMark')}</button>` +
      `${quiet()}<svg viewBox="0 0 24 24" width="16" height="16" class="${bar('icon')}"><circle cx="12" cy="12" r="8"/><path d="M12 4a8 8 0 0 1 0 16z" class="${bar('half')}"/></svg></button>` +
      `<a class="${bar('login')}" data-place>${t('session.login')}</a></div></header>`;

    const [monitor] = sections;
    const rail = of('app/Rail');
    const side =
      `<nav class="${rail('rail')}"><ul class="${rail('list')}"><li><a class="${rail('link')}" aria-current="page"><svg viewBox="0 0 24 24" width="20" height="20" class="${rail('icon')}"><path d="${monitor.icon}"/></svg>` +
      `<span>${t(monitor.label)}</span></a></li></ul></nav>`;
    const tabs = of('app/SectionTabs');
    const tab = (label: string, index: number) => `<li><a class="${tabs('tab')}"${index === 0 ? ' aria-current="page"' : ''}>${t(label)}</a></li>`;
    const pages = `<nav class="${tabs('tabs')}"><ul class="${tabs('list')}">${monitor.pages.map(({ label }, index) => tab(label, index)).join('')}</ul></nav>`;

    const figures = of('features/overview/Figures');
    const figure = of('design/Figure');
    const number = (label: string) =>
      `<div class="${figures('cell')}"><dl class="${figure('figure')}"><dt class="${figure('label')}"><span>${t(label)}</span></dt><dd class="${figure('value')}">${places(1)}</dd></dl></div>`;

    const panel = of('design/Panel');
    const chart = of('charts/ChartPanel');
    const range = (name: string) => `<a class="${chart('range')}"${name === FIRST_RANGE ? ' aria-current="true"' : ''}>${t(`range.${name}`)}</a>`;
    const curve =
      `<section class="${panel('panel')}"><header class="${panel('head')}"><h2 class="${panel('title')}">${t('overview.curve')}</h2><div class="${panel('aside')}"><span class="${chart('headline')}" data-headline></span>` +
      `<span class="${chart('ranges')}">${RANGES.map(range).join('')}</span><span class="${chart('exports')}" data-place><span>${t('export.csv')}</span><span>${t('export.png')}</span></span></div></header>` +
      `<div class="${panel('body')}"><div class="${states('skeleton')}"><span class="${states('tall')}"></span><p class="${states('what')}">${t('chart.reading')}</p></div></div></section>`;

    const page = of('design/Page');
    const content =
      `<main class="${frame('content')}">${pages}<div class="${page('page')}"><header class="${page('head')}"><h1 class="${page('title')}">${t('nav.overview')}</h1></header>` +
      `<div class="${figures('figures')}">${FIGURES.map(number).join('')}</div>${curve}${places(ROWS)}</div></main>`;
    return `<div class="${frame('frame')}" inert aria-hidden="true">${top}${isSimulated ? band : ''}${side}${content}</div>`;
  };
}

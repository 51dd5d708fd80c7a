import { isAtLeast } from '~/api/roles';
import { sections, type PageEntry } from './sections';

type Section = (typeof sections)[number];
type Page = Section['pages'][number];

/** As much of a section as somebody reaches from here. */
export interface Reached {
  readonly label: Section['label'];
  readonly icon: string;
  readonly pages: readonly [Pick<Page, 'to' | 'label'>, ...Pick<Page, 'to' | 'label'>[]];
}

/** @param role Of who sits here; null: nobody is logged in. */
export function reachable(hasControl: boolean, role: string | null): readonly Reached[] {
  const reaches = ({ needs, least }: PageEntry) =>
    (needs === undefined || hasControl) && (least === undefined || (least === 'login' ? role !== null : isAtLeast(role, least)));
  return sections.flatMap(({ label, icon, pages }) => {
    const [first, ...rest] = pages.filter(reaches);
    return first === undefined ? [] : [{ label, icon, pages: [first, ...rest] as const }];
  });
}

/** The section of an address: the one whose page it is, or lies below. */
export function sectionOf(path: string): Section['label'] | undefined {
  const depth = ({ pages }: Section) => Math.max(...pages.map(({ to }) => (path === to || path.startsWith(`${to}/`) ? to.length : 0)));
  const [nearest] = [...sections].sort((a, b) => depth(b) - depth(a));
  return nearest !== undefined && depth(nearest) > 0 ? nearest.label : undefined;
}

/** Where the rail, the tabs under the bar and the palette lead, in the order an operator scans them. */
export const sections = [
  {
    label: 'nav.monitor',
    icon: 'M3 12h4l3-8 4 16 3-8h4',
    needs: 'nothing',
    pages: [
      { to: '/monitor', label: 'nav.overview' },
      { to: '/monitor/interfaces', label: 'nav.interfaces' },
      { to: '/monitor/subscribers', label: 'nav.subscribers' },
      { to: '/monitor/system', label: 'nav.system' },
      { to: '/monitor/terminal', label: 'nav.terminal' },
      { to: '/monitor/connection', label: 'nav.connection' },
      { to: '/routers', label: 'nav.routers' },
    ],
  },
  {
    label: 'nav.gateway',
    icon: 'M4 12h5M15 6h5M15 18h5M9 12l6-6M9 12l6 6',
    needs: 'control',
    pages: [
      { to: '/gateway', label: 'nav.overview' },
      { to: '/gateway/pools', label: 'nav.pools' },
      { to: '/gateway/routes', label: 'nav.routes' },
    ],
  },
  {
    label: 'nav.security',
    icon: 'M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z',
    needs: 'control',
    pages: [
      { to: '/gateway/security', label: 'nav.events' },
      { to: '/gateway/certificates', label: 'nav.certificates' },
    ],
  },
  {
    label: 'nav.installation',
    icon: 'M4 5h16v6H4zM4 13h16v6H4zM7 8h.01M7 16h.01',
    needs: 'control',
    pages: [
      { to: '/system', label: 'nav.status' },
      { to: '/system/alerts', label: 'nav.alerts' },
      { to: '/system/audit', label: 'nav.audit' },
    ],
  },
] as const;

export type Section = (typeof sections)[number];

/** Those that this port and this person have. */
export function reachable(hasControl: boolean): readonly Section[] {
  return sections.filter(({ needs }) => needs === 'nothing' || hasControl);
}

/** The section of an address: the one whose page it is, or lies below. */
export function sectionOf(path: string): Section | undefined {
  const depth = ({ pages }: Section) => Math.max(...pages.map(({ to }) => (path === to || path.startsWith(`${to}/`) ? to.length : 0)));
  const [nearest] = [...sections].sort((a, b) => depth(b) - depth(a));
  return nearest !== undefined && depth(nearest) > 0 ? nearest : undefined;
}

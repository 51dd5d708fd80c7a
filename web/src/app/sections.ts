import type { Role } from '~/api/roles';

export interface PageEntry {
  readonly to: string;
  readonly label: string;
  /** The control plane answers for it; without, the monitor's port has it too. */
  readonly needs?: 'control';
  /** Who has a use for it: everybody who is logged in, or a role and those above. */
  readonly least?: 'login' | Role;
}

interface SectionEntry {
  readonly label: string;
  readonly icon: string;
  readonly pages: readonly [PageEntry, ...PageEntry[]];
}

/** Where the rail, the tabs under the bar and the palette lead, in the order an operator scans them. */
export const sections = [
  {
    label: 'nav.monitor',
    icon: 'M3 12h4l3-8 4 16 3-8h4',
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
    pages: [
      { to: '/gateway', label: 'nav.overview', needs: 'control' },
      { to: '/gateway/pools', label: 'nav.pools', needs: 'control' },
      { to: '/gateway/routes', label: 'nav.routes', needs: 'control' },
      { to: '/gateway/requests', label: 'nav.requests', needs: 'control' },
      { to: '/gateway/limits', label: 'nav.limits', needs: 'control' },
      { to: '/hosts', label: 'nav.hosts', needs: 'control', least: 'login' },
      { to: '/gateway/revisions', label: 'nav.revisions', needs: 'control' },
    ],
  },
  {
    label: 'nav.tenants',
    icon: 'M4 20V6l8-3v17M12 9h8v11M3 20h18M7.5 9h1M7.5 13h1M15.5 13h1M15.5 16.5h1',
    pages: [{ to: '/tenants', label: 'nav.tenants', needs: 'control', least: 'owner' }],
  },
  {
    label: 'nav.security',
    icon: 'M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z',
    pages: [
      { to: '/gateway/security', label: 'nav.events', needs: 'control' },
      { to: '/gateway/certificates', label: 'nav.certificates', needs: 'control' },
    ],
  },
  {
    label: 'nav.installation',
    icon: 'M4 5h16v6H4zM4 13h16v6H4zM7 8h.01M7 16h.01',
    pages: [
      { to: '/system', label: 'nav.status', needs: 'control' },
      { to: '/system/alerts', label: 'nav.alerts', needs: 'control' },
      { to: '/system/audit', label: 'nav.audit', needs: 'control' },
      { to: '/settings', label: 'nav.settings' },
    ],
  },
  {
    label: 'nav.account',
    icon: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5',
    pages: [
      { to: '/profile', label: 'nav.profile', least: 'login' },
      { to: '/users', label: 'nav.users', needs: 'control', least: 'admin' },
      { to: '/keys', label: 'nav.keys', needs: 'control', least: 'login' },
      { to: '/sessions', label: 'nav.sessions', needs: 'control', least: 'login' },
    ],
  },
] as const satisfies readonly SectionEntry[];

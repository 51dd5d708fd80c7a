import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { controlQuery } from '~/api/control';
import { poolsQuery, routesQuery } from '~/api/gateway';
import { routerId, routersQuery } from '~/api/queries';
import { ownerOf, tenantNamesQuery, useListedTenant } from '~/api/tenants';
import { useMay } from '~/api/roles';
import { chooseTheme, useTheme } from '~/design/theme';
import { currentLanguage, speak } from '~/i18n';
import { useLive } from '~/live/LiveProvider';
import { sectionOf } from './pages';
import { useReachable } from './useReachable';

export interface Entry {
  readonly id: string;
  readonly label: string;
  readonly kind: string;
  /** The page that it leads to; absent: the page stays. */
  readonly to?: string;
  readonly run: () => unknown;
}

// While somebody types, nothing moves under the hand: lists are asked for once, when the palette opens.
const once = { staleTime: 30_000, refetchInterval: false } as const;

/** Everything that somebody may go to by its name, as far as this port has it and this role may see it. */
export function usePaletteEntries(): readonly Entry[] {
  const pages = usePages();
  const routers = useRouters();
  const settings = useSettings();
  const configured = useConfigured();
  const tenants = useTenants();
  const interfaces = useInterfaces();
  return [...pages, ...routers, ...settings, ...configured, ...tenants, ...interfaces];
}

function usePages(): readonly Entry[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayStart = useMay('admin');
  return [
    ...useReachable().flatMap((section) => section.pages.map(({ to, label }) => ({ id: to, label: t(label), kind: t(section.label), to, run: () => navigate({ to }) }))),
    ...(mayStart ? [{ id: '/start', label: t('nav.start'), kind: t('nav.installation'), to: '/start', run: () => navigate({ to: '/start' }) }] : []),
  ];
}

function useRouters(): readonly Entry[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: routers = [] } = useQuery(routersQuery);
  const isWatching = useLocation({ select: ({ pathname }) => sectionOf(pathname) === 'nav.monitor' });
  return routers.map((row) => ({
    id: `router-${routerId(row)}`,
    label: row.name ?? routerId(row),
    kind: t('palette.router'),
    ...(isWatching ? {} : { to: '/monitor' }),
    // From a page about something else the router would not be seen.
    run: () => navigate({ to: isWatching ? '.' : '/monitor', search: (before: object) => ({ ...(isWatching ? before : {}), router: routerId(row) }) }),
  }));
}

function useSettings(): readonly Entry[] {
  const { t } = useTranslation();
  const theme = useTheme();
  return [
    {
      id: 'theme',
      label: theme === 'dark' ? t('shell.lightTheme') : t('shell.darkTheme'),
      kind: t('palette.setting'),
      run: () => chooseTheme(theme === 'dark' ? 'light' : 'dark'),
    },
    { id: 'language', label: t('shell.otherLanguage'), kind: t('palette.setting'), run: () => speak(currentLanguage() === 'en' ? 'pt-BR' : 'en') },
  ];
}

/** Pools and routes: the login's own, for administrators of the installation everybody's. */
function useConfigured(): readonly Entry[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: control } = useQuery(controlQuery);
  const whose = useListedTenant(undefined);
  const asked = { ...once, enabled: control != null };
  const { data: pools } = useQuery({ ...poolsQuery(whose), ...asked });
  const { data: routes } = useQuery({ ...routesQuery(whose), ...asked });
  const owned = (label: string, owner: string | undefined) => (owner === undefined ? label : `${label} · ${owner}`);
  const own = (owner: string | undefined) => (owner === undefined ? {} : { of: owner });
  return [
    ...(pools?.items ?? []).map(({ name, tenant }) => {
      const owner = ownerOf(tenant);
      return { id: `pool-${owner ?? ''}-${name}`, label: owned(name, owner), kind: t('palette.pool'), to: '/gateway/pools', run: () => navigate({ to: '/gateway/pools', search: { ...own(owner), pool: name } }) };
    }),
    ...(routes?.items ?? []).map(({ name, host, path_prefix, tenant }) => {
      const owner = ownerOf(tenant);
      const address = `${host ?? name}${path_prefix === null || path_prefix === '/' ? '' : path_prefix}`;
      return { id: `route-${owner ?? ''}-${name}`, label: owned(address, owner), kind: t('palette.route'), to: '/gateway/routes', run: () => navigate({ to: '/gateway/routes', search: { ...own(owner), route: name } }) };
    }),
  ];
}

function useTenants(): readonly Entry[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data } = useQuery({ ...tenantNamesQuery, enabled: useMay('platform') });
  return (data?.items ?? []).map(({ id, name }) => ({
    id: `tenant-${id}`,
    label: name ?? id,
    kind: t('palette.tenant'),
    to: '/tenants',
    run: () => navigate({ to: '/tenants', search: { tenant: id } }),
  }));
}

function useInterfaces(): readonly Entry[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const interfaces = useLive((snapshot) => snapshot.readings.interfaces_status)?.data.interfaces ?? [];
  return interfaces.map(({ name, description }) => ({
    id: `interface-${name}`,
    label: description === null || description === '' ? name : `${name} · ${description}`,
    kind: t('palette.interface'),
    to: '/monitor/interfaces',
    run: () => navigate({ to: '/monitor/interfaces', search: (before) => ({ ...before, filter: name }) }),
  }));
}

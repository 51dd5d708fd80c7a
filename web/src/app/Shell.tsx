import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { isOutside } from '~/api/early';
import { routerId, routersQuery } from '~/api/queries';
import { LiveProvider, useLive } from '~/live/LiveProvider';
import { useRouterId } from '~/live/routerId';
import type { KioskSearch } from './kiosk';
import { Rail } from './Rail';
import { SectionTabs } from './SectionTabs';
import { TopBar } from './TopBar';
import styles from './Shell.module.css';

const KioskBar = lazy(() => import('./KioskBar').then(({ KioskBar: component }) => ({ default: component })));

// Fetched at once, and shown when the page stands: nothing of it is known sooner.
const Notices = lazy(() => import('./Notices').then(({ Notices: component }) => ({ default: component })));

/** The frame around every page, and the tab's one live channel. */
export function Shell() {
  const router = useRouterId();
  const loggingIn = useLocation({ select: ({ pathname }) => isOutside(pathname) });
  return (
    <LiveProvider key={router ?? ''} router={router} enabled={!loggingIn}>
      {loggingIn ? <Outlet /> : <Frame />}
    </LiveProvider>
  );
}

function Frame() {
  const { t } = useTranslation();
  const simulated = useIsSimulated();
  const { kiosk }: KioskSearch = useSearch({ strict: false });
  const isWall = kiosk === 1;
  const content = useRef<HTMLElement>(null);
  const here = useLocation({ select: ({ pathname }) => pathname });
  const shown = useRef(here);
  useEffect(() => {
    if (here === shown.current) return;
    shown.current = here;
    // Who hears the page or goes by keys begins at the new page, not where the link was.
    content.current?.focus({ preventScroll: true });
    if (content.current !== null) content.current.scrollTop = 0;
  }, [here]);
  return (
    <div className={styles.frame} data-wall={isWall || undefined}>
      {isWall ? (
        <Suspense>
          <KioskBar />
        </Suspense>
      ) : (
        <>
          <a className={styles.skip} href="#content">
            {t('shell.skip')}
          </a>
          <TopBar />
        </>
      )}
      {simulated && (
        <aside className={styles.simulated} aria-label={t('shell.simulated')}>
          <strong>{t('shell.simulated')}</strong> <span>{t('shell.simulatedWhy')}</span>
        </aside>
      )}
      {!isWall && <Rail />}
      <main id="content" ref={content} className={styles.content} tabIndex={-1}>
        {!isWall && <SectionTabs />}
        <Suspense>
          <Notices />
        </Suspense>
        <Outlet />
      </main>
    </div>
  );
}

/** By the first word of either: a page that shows no reading yet may still be about a pretend router. */
function useIsSimulated(): boolean {
  const live = useLive((snapshot) => snapshot.simulated);
  const selected = useRouterId();
  const { data: routers, isPending } = useQuery(routersQuery);
  const router = routers?.find((row) => (selected === undefined ? row.is_default === true : routerId(row) === selected));
  return live || (router === undefined ? isPending && selected === undefined && toldWithThePage() : router.simulated === true);
}

/** The answer that brought the page says it already, so that the band does not push down what stands when the first figure comes. Believed only until the routers are known. */
function toldWithThePage(): boolean {
  return performance.getEntriesByType('navigation').some((page) => (page as Partial<PerformanceNavigationTiming>).serverTiming?.some(({ name }) => name === 'simulated') === true);
}

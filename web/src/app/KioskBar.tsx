import { useLocation, useRouter, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { LiveLight } from './LiveLight';
import type { KioskSearch } from './kiosk';
import { addressWithoutKiosk, buildOf, kioskPlan, nextAddress } from './kioskPlan';
import styles from './KioskBar.module.css';

const VERSION_CHECK_MS = 5 * 60_000;

/** A wall: larger, without what hands need, in turn through its pages, and itself anew when the program is. Esc leaves. */
export function KioskBar() {
  const { t } = useTranslation();
  const search: KioskSearch & { router?: string } = useSearch({ strict: false });
  useRotation(search);
  useEscape();
  useNewVersion();
  useWakefulScreen();
  useEffect(() => {
    document.documentElement.dataset.kiosk = '';
    return () => {
      delete document.documentElement.dataset.kiosk;
    };
  }, []);
  return (
    <header className={styles.bar}>
      <span className={styles.brand}>{t('brand')}</span>
      {search.router !== undefined && <span>{search.router}</span>}
      <LiveLight />
      <span className={styles.leave}>{t('kiosk.leave')}</span>
    </header>
  );
}

function useRotation({ pages, every }: KioskSearch): void {
  const { history } = useRouter();
  const { pathname, searchStr } = useLocation();
  useEffect(() => {
    const plan = kioskPlan({ ...(pages === undefined ? {} : { pages }), ...(every === undefined ? {} : { every }) });
    const next = nextAddress(plan, pathname, searchStr);
    if (next === null) return;
    // In its place: a history of days would only grow.
    const timer = setTimeout(() => history.replace(next), plan.seconds * 1000);
    return () => clearTimeout(timer);
  }, [history, pathname, searchStr, pages, every]);
}

function useEscape(): void {
  const { history } = useRouter();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') history.replace(addressWithoutKiosk(window.location.pathname, window.location.search));
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [history]);
}

/** A wall that nobody touches would run the code of the day it was hung up. */
function useNewVersion(): void {
  useEffect(() => {
    const check = async () => {
      try {
        const answer = await fetch('/', { headers: { Accept: 'text/html' }, cache: 'no-store' });
        if (!answer.ok) return;
        const newest = buildOf(new DOMParser().parseFromString(await answer.text(), 'text/html'));
        if (newest !== null && newest !== buildOf(document)) window.location.reload();
      } catch {
        // The program is away; the page says so itself, and this asks again.
      }
    };
    const timer = setInterval(() => void check(), VERSION_CHECK_MS);
    return () => clearInterval(timer);
  }, []);
}

function useWakefulScreen(): void {
  useEffect(() => {
    const wake = async () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
      try {
        await navigator.wakeLock.request('screen');
      } catch {
        // A browser may refuse; then its own settings decide when the screen sleeps.
      }
    };
    const onShown = () => void wake();
    onShown();
    document.addEventListener('visibilitychange', onShown);
    return () => document.removeEventListener('visibilitychange', onShown);
  }, []);
}

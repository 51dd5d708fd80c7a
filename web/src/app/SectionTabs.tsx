import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { sectionOf } from './pages';
import { useReachable } from './useReachable';
import styles from './SectionTabs.module.css';

/** The pages of the section that is open; nothing where it has one. */
export function SectionTabs() {
  const { t } = useTranslation();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const here = sectionOf(path);
  const tabs = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone the tabs are wider than the page.
    tabs.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [path]);
  const section = useReachable().find(({ label }) => label === here);
  if (section === undefined || section.pages.length < 2) return null;
  const overview = section.pages[0].to;
  return (
    <nav ref={tabs} className={styles.tabs} aria-label={t('shell.navigation')}>
      <ul className={styles.list}>
        {section.pages.map(({ to, label }) => (
          <li key={to}>
            <Link to={to} className={styles.tab} activeOptions={{ exact: to === overview, includeSearch: false }}>
              {t(label)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

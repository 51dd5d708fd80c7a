import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { sectionOf } from './pages';
import { useReachable } from './useReachable';
import styles from './Rail.module.css';

export function Rail() {
  const { t } = useTranslation();
  const reached = useReachable();
  const here = useLocation({ select: ({ pathname }) => sectionOf(pathname) });
  return (
    <nav className={styles.rail} aria-label={t('shell.sections')}>
      <ul className={styles.list}>
        {reached.map(({ label, icon, pages: [first] }) => (
          <li key={label}>
            <Link to={first.to} className={styles.link} activeOptions={{ exact: true, includeSearch: false }} aria-current={label === here ? 'true' : undefined}>
              <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" className={styles.icon}>
                <path d={icon} />
              </svg>
              <span>{t(label)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { controlQuery } from '~/api/control';
import { gatewayPages, pages } from './pages';
import styles from './Rail.module.css';

export function Rail() {
  const { t } = useTranslation();
  const { data: control } = useQuery(controlQuery);
  return (
    <nav className={styles.rail} aria-label={t('shell.navigation')}>
      <ul className={styles.list}>
        {[...pages, ...(control == null ? [] : gatewayPages)].map(({ to, label, icon }) => (
          <li key={to} className={to === '/gateway' ? styles.section : undefined}>
            <Link to={to} className={styles.link} activeOptions={{ exact: true, includeSearch: false }}>
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

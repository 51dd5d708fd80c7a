import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Suspense, useEffect, useEffectEvent, useLayoutEffect, useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { routerId, routersQuery, sessionQuery } from '~/api/queries';
import { Button } from '~/design/Button';
import { chooseTheme, useTheme } from '~/design/theme';
import { currentLanguage, speak } from '~/i18n';
import { useRouterId } from '~/live/routerId';
import { LiveLight } from './LiveLight';
import { listenToPaletteKey } from './paletteKey';
import { page } from './routes/page';
import { useReachable } from './useReachable';
import styles from './TopBar.module.css';

// Fetched for who is logged in, and for who calls it: the first page has no use for either.
const PersonMenu = page(() => import('./PersonMenu'), 'PersonMenu');
const KeyHelp = page(() => import('./KeyHelp'), 'KeyHelp');
const Palette = page(() => import('./Palette'), 'Palette');

export function TopBar() {
  const { t } = useTranslation();
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  const navigate = useNavigate();
  const reached = useReachable();
  const onSection = useEffectEvent((wanted: string) => {
    const section = reached.find(({ label }) => label === wanted);
    if (section !== undefined) void navigate({ to: section.pages[0].to });
  });
  // With the picture itself: who sees the page may press the key.
  useLayoutEffect(() => {
    const ended = new AbortController();
    listenToPaletteKey(() => setPalette((open) => !open), ended.signal);
    return () => ended.abort();
  }, []);
  useEffect(() => {
    const ended = new AbortController();
    const onHelp = () => setHelp(true);
    void import('./keys').then(({ listenToKeys }) => listenToKeys({ onHelp, onSection: (label) => onSection(label) }, ended.signal));
    return () => ended.abort();
  }, []);
  return (
    <header className={styles.bar}>
      <Link to="/monitor" className={styles.brand} aria-label={t('brand')}>
        <img src="/favicon.svg" width="26" height="26" alt="" />
        <span>{t('brand')}</span>
      </Link>
      <RouterScope />
      <LiveLight />
      <div className={styles.tools}>
        <Button tone="quiet" className={styles.palette} onClick={() => setPalette(true)} aria-keyshortcuts="Control+K">
          <span className={styles.search}>{t('shell.goTo')}</span>
          <kbd className={styles.key}>{t('shell.goToKey')}</kbd>
        </Button>
        <LanguageButton />
        <ThemeButton />
        <SessionButton />
      </div>
      {palette && (
        <Suspense>
          <Palette onClose={() => setPalette(false)} />
        </Suspense>
      )}
      {help && (
        <Suspense>
          <KeyHelp onClose={() => setHelp(false)} />
        </Suspense>
      )}
    </header>
  );
}

function RouterScope() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const selected = useRouterId();
  const { data: routers = [] } = useQuery(routersQuery);
  const standard = routers.find((row) => row.is_default === true) ?? routers[0];
  if (standard === undefined) return null;
  return (
    <select
      className={styles.scope}
      aria-label={t('shell.router')}
      value={selected ?? routerId(standard)}
      onChange={(event) => void navigate({ to: '.', search: (before) => ({ ...before, router: event.target.value }) })}
    >
      {routers.map((row) => (
        <option key={routerId(row)} value={routerId(row)}>
          {row.name ?? routerId(row)}
        </option>
      ))}
    </select>
  );
}

function LanguageButton() {
  const { t } = useTranslation();
  const other = currentLanguage() === 'en' ? 'pt-BR' : 'en';
  return (
    <Button tone="quiet" onClick={() => void speak(other)} title={t('shell.otherLanguage')} lang={other}>
      {t('shell.languageMark')}
    </Button>
  );
}

function ThemeButton() {
  const { t } = useTranslation();
  const theme = useTheme();
  return (
    <Button tone="quiet" onClick={() => chooseTheme(theme === 'dark' ? 'light' : 'dark')} aria-label={theme === 'dark' ? t('shell.lightTheme') : t('shell.darkTheme')}>
      <svg viewBox="0 0 24 24" width="16" height="16" aria-hidden="true" className={styles.icon}>
        <circle cx="12" cy="12" r="8" />
        <path d="M12 4a8 8 0 0 1 0 16z" className={styles.half} />
      </svg>
    </Button>
  );
}

function SessionButton() {
  const { t } = useTranslation();
  const { data: person } = useQuery(sessionQuery);
  if (person == null) {
    return (
      <Link to="/login" className={styles.login}>
        {t('session.login')}
      </Link>
    );
  }
  if (person.must_change_password === true) {
    return (
      <Link to="/login" className={styles.login}>
        {t('session.newPassword')}
      </Link>
    );
  }
  return (
    <Suspense>
      <PersonMenu person={person} />
    </Suspense>
  );
}

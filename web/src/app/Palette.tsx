import * as Dialog from '@radix-ui/react-dialog';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { routerId, routersQuery, sessionQuery } from '~/api/queries';
import { isAtLeast } from '~/api/roles';
import '~/design/texts';
import { chooseTheme, useTheme } from '~/design/theme';
import { currentLanguage, speak } from '~/i18n';
import { useLive } from '~/live/LiveProvider';
import { ranked, recentOnes, rememberChosen } from './paletteSearch';
import { useReachable } from './useReachable';
import styles from './Palette.module.css';

interface Entry {
  readonly id: string;
  readonly label: string;
  readonly kind: string;
  readonly run: () => unknown;
}

const MAX_SHOWN = 12;

/** Everything within reach of the keyboard: pages, routers, interfaces, switches. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const [active, setActive] = useState(0);
  const listId = useId();
  const [recent] = useState(recentOnes);
  const shown = ranked(useEntries(), words, recent).slice(0, MAX_SHOWN);
  const chosen = shown[Math.min(active, shown.length - 1)];

  const run = (entry: Entry | undefined) => {
    if (entry === undefined) return;
    rememberChosen(entry.id);
    onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') run(chosen);
    else if (event.key === 'ArrowDown') setActive(Math.min(active + 1, shown.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    else return;
    event.preventDefault();
  };

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <div className={styles.backdrop} />
        <Dialog.Content className={styles.palette} aria-describedby={undefined}>
          <Dialog.Title className="visually-hidden">{t('palette.open')}</Dialog.Title>
          <input
            className={styles.input}
            role="combobox"
            aria-expanded
            aria-controls={listId}
            aria-activedescendant={chosen === undefined ? undefined : `${listId}-${chosen.id}`}
            aria-label={t('palette.open')}
            placeholder={t('palette.placeholder')}
            value={words}
            onChange={(event) => {
              setWords(event.target.value);
              setActive(0);
            }}
            onKeyDown={onKeyDown}
          />
          <ul id={listId} role="listbox" aria-label={t('palette.open')} className={styles.list}>
            {shown.map((entry) => (
              // The keyboard drives the list from the input above (combobox pattern).
              <li key={entry.id} id={`${listId}-${entry.id}`} role="option" aria-selected={entry === chosen} className={styles.entry} onClick={() => run(entry)}>
                <span>{entry.label}</span>
                <span className={styles.kind}>{entry.kind}</span>
              </li>
            ))}
          </ul>
          {shown.length === 0 && <p className={styles.none}>{t('palette.none')}</p>}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function useEntries(): readonly Entry[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const theme = useTheme();
  const { data: routers = [] } = useQuery(routersQuery);
  const reached = useReachable();
  const { data: person } = useQuery(sessionQuery);
  const interfaces = useLive((snapshot) => snapshot.readings.interfaces_status)?.data.interfaces ?? [];
  return [
    ...reached.flatMap((section) =>
      section.pages.map(({ to, label }) => ({ id: to, label: t(label), kind: t(section.label), run: () => navigate({ to }) })),
    ),
    ...(isAtLeast(person?.role, 'admin') ? [{ id: '/start', label: t('nav.start'), kind: t('nav.installation'), run: () => navigate({ to: '/start' }) }] : []),
    ...routers.map((row) => ({
      id: `router-${routerId(row)}`,
      label: row.name ?? routerId(row),
      kind: t('palette.router'),
      run: () => navigate({ to: '.', search: (before) => ({ ...before, router: routerId(row) }) }),
    })),
    {
      id: 'theme',
      label: theme === 'dark' ? t('shell.lightTheme') : t('shell.darkTheme'),
      kind: t('palette.setting'),
      run: () => chooseTheme(theme === 'dark' ? 'light' : 'dark'),
    },
    { id: 'language', label: t('shell.otherLanguage'), kind: t('palette.setting'), run: () => speak(currentLanguage() === 'en' ? 'pt-BR' : 'en') },
    ...interfaces.map(({ name, description }) => ({
      id: `interface-${name}`,
      label: description === null || description === '' ? name : `${name} · ${description}`,
      kind: t('palette.interface'),
      run: () => navigate({ to: '/monitor/interfaces', search: (before) => ({ ...before, filter: name }) }),
    })),
  ];
}

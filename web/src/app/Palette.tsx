import * as Dialog from '@radix-ui/react-dialog';
import { useLocation } from '@tanstack/react-router';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import '~/design/texts';
import { useFocusBack } from '~/design/useFocusBack';
import { ranked, recentOnes, rememberChosen } from './paletteSearch';
import { usePaletteEntries, type Entry } from './usePaletteEntries';
import styles from './Palette.module.css';

const MAX_SHOWN = 12;

/** Everything within reach of the keyboard: pages, routers, pools, routes, tenants, interfaces, switches. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const [active, setActive] = useState(0);
  const listId = useId();
  const [recent] = useState(recentOnes);
  const shown = ranked(usePaletteEntries(), words, recent).slice(0, MAX_SHOWN);
  const chosen = shown[Math.min(active, shown.length - 1)];

  const focusBack = useFocusBack();
  const here = useLocation({ select: ({ pathname }) => pathname });
  // Another page that was chosen takes the focus itself.
  const led = useRef(false);

  const run = (entry: Entry | undefined) => {
    if (entry === undefined) return;
    led.current = entry.to !== undefined && entry.to !== here;
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
        <Dialog.Content className={styles.palette} aria-describedby={undefined} onCloseAutoFocus={(event) => (led.current ? event.preventDefault() : focusBack(event))}>
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

import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import type { Person } from '~/api/queries';
import { Button } from '~/design/Button';
import '~/design/texts';
import { PersonPanel } from './PersonPanel';
import styles from './PersonMenu.module.css';

/** Who is logged in, and what is theirs: opened by a click, closed by Escape, a click beside it or the focus leaving it. */
export function PersonMenu({ person }: { readonly person: Person }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const panel = useId();
  useEffect(() => {
    if (!open) return;
    const onPointer = (event: PointerEvent) => {
      if (event.target instanceof Node && place.current?.contains(event.target) === false) setOpen(false);
    };
    document.addEventListener('pointerdown', onPointer);
    return () => document.removeEventListener('pointerdown', onPointer);
  }, [open]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    setOpen(false);
    trigger.current?.focus();
  };
  return (
    <div
      ref={place}
      className={styles.place}
      onKeyDown={onKeyDown}
      onBlur={({ relatedTarget }) => {
        if (relatedTarget instanceof Node && place.current?.contains(relatedTarget) === false) setOpen(false);
      }}
    >
      <Button ref={trigger} tone="quiet" aria-expanded={open} aria-controls={panel} onClick={() => setOpen(!open)}>
        <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" className={styles.icon}>
          <circle cx="12" cy="8" r="4" />
          <path d="M4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5" />
        </svg>
        <span className="visually-hidden">{t('person.menu')}</span> <span className={styles.name}>{nameOf(person)}</span>
      </Button>
      <div id={panel} hidden={!open} className={styles.panel}>
        {open && <PersonPanel person={person} onClose={() => setOpen(false)} />}
      </div>
    </div>
  );
}

/** The first name, or what stands before the @ of who gave none. */
function nameOf({ first_name: first, email }: Person): string {
  return first !== null && first !== '' ? first : (email?.split('@')[0] ?? '');
}

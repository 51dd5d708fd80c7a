import { useId, useRef, useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import './texts';
import { Button } from './Button';
import styles from './CopyField.module.css';

interface Props {
  readonly label: string;
  readonly text: string;
  readonly note?: string;
  /** The one thing to do here: its button has the focus. */
  readonly isOnly?: boolean;
}

/** A text to be used elsewhere to the letter, and a button that copies it. */
export function CopyField({ label, text, note, isOnly = false }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<'shown' | 'copied' | 'selected'>('shown');
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      // Without TLS a page may not write there; what is selected can be copied by the keyboard.
      setState('selected');
    }
  };
  return (
    <div className={styles.copy}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <div className={styles.line}>
        <input ref={field} id={id} className={styles.text} data-only={isOnly || undefined} readOnly value={text} onFocus={(event) => event.target.select()} aria-describedby={note === undefined ? undefined : `${id}-note`} />
        <Button tone={isOnly ? 'primary' : 'plain'} autoFocus={isOnly} aria-label={isOnly ? undefined : t('secret.copyOne', { label })} onClick={() => void copy()}>
          {t('secret.copy')}
        </Button>
      </div>
      {note !== undefined && (
        <p id={`${id}-note`} className={styles.note}>
          {note}
        </p>
      )}
      <p role="status" className={styles.note}>
        {state === 'copied' ? t('secret.copied') : state === 'selected' ? t('secret.selected') : ''}
      </p>
    </div>
  );
}

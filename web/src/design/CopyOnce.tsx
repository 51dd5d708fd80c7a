import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import './texts';
import { Button } from './Button';
import styles from './CopyOnce.module.css';

/** A secret that is shown this once: the whole of it, and a button that copies it. */
export function CopyOnce({ label, secret, note }: { readonly label: string; readonly secret: string; readonly note: string }) {
  const { t } = useTranslation();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<'shown' | 'copied' | 'selected'>('shown');
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(secret);
      setState('copied');
    } catch {
      // Without TLS a page may not write there; what is selected can be copied by the keyboard.
      setState('selected');
    }
  };
  return (
    <div className={styles.once}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <div className={styles.line}>
        <input ref={field} id={id} className={styles.secret} readOnly value={secret} onFocus={(event) => event.target.select()} aria-describedby={`${id}-note`} />
        <Button tone="primary" autoFocus onClick={() => void copy()}>
          {t('secret.copy')}
        </Button>
      </div>
      <p id={`${id}-note`} className={styles.note}>
        {note}
      </p>
      <p role="status" className={styles.note}>
        {state === 'copied' ? t('secret.copied') : state === 'selected' ? t('secret.selected') : ''}
      </p>
    </div>
  );
}

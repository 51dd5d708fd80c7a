import { useId, type ComponentProps, type ReactNode } from 'react';
import styles from './Field.module.css';

interface Wrap {
  readonly label: string;
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
}

/** A text field with its label, a hint, and the server's word on what is wrong with it. */
export function TextField({ label, error, hint, ...input }: Wrap & ComponentProps<'input'>) {
  const id = useId();
  return (
    <Framed id={id} label={label} error={error} hint={hint}>
      <input {...input} id={id} className={styles.input} aria-invalid={error !== undefined} aria-describedby={`${id}-note`} />
    </Framed>
  );
}

export function SelectField({ label, error, hint, children, ...select }: Wrap & ComponentProps<'select'>) {
  const id = useId();
  return (
    <Framed id={id} label={label} error={error} hint={hint}>
      <select {...select} id={id} className={styles.input} aria-invalid={error !== undefined} aria-describedby={`${id}-note`}>
        {children}
      </select>
    </Framed>
  );
}

/** Several lines, for what is pasted. */
export function TextAreaField({ label, error, hint, ...area }: Wrap & ComponentProps<'textarea'>) {
  const id = useId();
  return (
    <Framed id={id} label={label} error={error} hint={hint}>
      <textarea {...area} id={id} className={styles.input} aria-invalid={error !== undefined} aria-describedby={`${id}-note`} />
    </Framed>
  );
}

function Framed({ id, label, error, hint, children }: Wrap & { readonly id: string; readonly children: ReactNode }) {
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {children}
      <p id={`${id}-note`} className={error === undefined ? styles.hint : styles.error}>
        {error ?? hint}
      </p>
    </div>
  );
}

import type { ReactNode } from 'react';
import styles from './Figure.module.css';

/** One of a page's big numbers: what it is, the number, and how old it is. */
export function Figure({ label, children, note }: { readonly label: string; readonly children: ReactNode; readonly note?: ReactNode }) {
  return (
    <dl className={styles.figure}>
      <dt className={styles.label}>
        <span>{label}</span>
        <span>{note}</span>
      </dt>
      <dd className={styles.value}>{children}</dd>
    </dl>
  );
}

export function FigureUnit({ children }: { readonly children: ReactNode }) {
  return <span className={styles.unit}>{children}</span>;
}

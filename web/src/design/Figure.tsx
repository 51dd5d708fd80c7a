import type { ReactNode } from 'react';
import styles from './Figure.module.css';

/** One of a page's big numbers: what it is, the number, and a line below. */
export function Figure({ label, children, note }: { readonly label: string; readonly children: ReactNode; readonly note?: ReactNode }) {
  return (
    <dl className={styles.figure}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value}>{children}</dd>
      <dd className={styles.note}>{note}</dd>
    </dl>
  );
}

export function FigureUnit({ children }: { readonly children: ReactNode }) {
  return <span className={styles.unit}>{children}</span>;
}

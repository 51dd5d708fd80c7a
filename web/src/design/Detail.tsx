import { useId, type ReactNode } from 'react';
import styles from './Detail.module.css';

interface Props {
  readonly title: string;
  readonly note: string | null;
  /** The way back to the list. */
  readonly close: ReactNode;
  readonly children: ReactNode;
}

/** What was chosen of a list, under its name and with the way back. */
export function Detail({ title, note, close, children }: Props) {
  const heading = useId();
  return (
    <section className={styles.detail} aria-labelledby={heading}>
      <header className={styles.head}>
        <h2 id={heading} className={styles.title}>
          {title}
        </h2>
        {note !== null && <span className={styles.note}>{note}</span>}
        <span className={styles.close}>{close}</span>
      </header>
      {children}
    </section>
  );
}

import { useId, type ReactNode } from 'react';
import styles from './Panel.module.css';

interface Props {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly dimmed?: boolean;
  readonly busy?: boolean;
  readonly flush?: boolean;
  readonly children: ReactNode;
}

export function Panel({ title, aside, dimmed = false, busy = false, flush = false, children }: Props) {
  const heading = useId();
  return (
    <section className={styles.panel} aria-labelledby={heading} aria-busy={busy} data-dimmed={dimmed || undefined}>
      <header className={styles.head}>
        <h2 id={heading} className={styles.title}>
          {title}
        </h2>
        <div className={styles.aside}>{aside}</div>
      </header>
      <div className={flush ? styles.flush : styles.body}>{children}</div>
    </section>
  );
}

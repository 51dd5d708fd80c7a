import type { ReactNode } from 'react';
import styles from './Split.module.css';

/** A list, and beside it what was chosen of it; where there is no room, in its place. */
export function Split({ children, detail }: { readonly children: ReactNode; readonly detail: ReactNode }) {
  return (
    <div className={styles.split} data-open={detail !== null || undefined}>
      <div className={styles.list}>{children}</div>
      {detail}
    </div>
  );
}

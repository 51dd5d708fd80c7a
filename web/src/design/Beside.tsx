import type { ReactNode } from 'react';
import styles from './Beside.module.css';

/** A list and, where one of it is chosen, its detail beside it; on a narrow window the detail takes its place. A wide one holds charts. */
export function Beside({ list, detail, wide = false }: { readonly list: ReactNode; readonly detail: ReactNode; readonly wide?: boolean }) {
  return (
    <div className={styles.beside} data-open={detail !== null || undefined} data-wide={wide || undefined}>
      <div className={styles.list}>{list}</div>
      {detail !== null && <div className={styles.detail}>{detail}</div>}
    </div>
  );
}

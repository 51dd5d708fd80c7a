import type { ReactNode } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import styles from './States.module.css';

/** Keeps the layout while something loads. */
export function Skeleton({ rows = 1 }: { readonly rows?: number }) {
  const { t } = useTranslation();
  return (
    <div className={styles.skeleton} role="status">
      <span className="visually-hidden">{t('state.loading')}</span>
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} className={styles.line} />
      ))}
    </div>
  );
}

/** The same in the place of a chart, which has room to say what is awaited. */
export function TallSkeleton({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.skeleton} role="status">
      <span className={styles.tall} />
      <p className={styles.what}>{children}</p>
    </div>
  );
}

export function Empty({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p>{children}</p>
      {action}
    </div>
  );
}

export function Failure({ title, detail, action }: { readonly title: string; readonly detail?: string | null; readonly action?: ReactNode }) {
  return (
    <div className={styles.failure} role="alert">
      <p className={styles.failureTitle}>{title}</p>
      {detail != null && <p>{detail}</p>}
      {action}
    </div>
  );
}

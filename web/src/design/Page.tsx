import { useEffect, type ReactNode } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import styles from './Page.module.css';

/** The heading of a page and its column of panels. */
export function Page({ title, aside, children }: { readonly title: string; readonly aside?: ReactNode; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const product = t('brand');
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>{title}</h1>
        {aside}
      </header>
      {children}
    </div>
  );
}

/** Panels below each other within a column, so that a long one leaves no hole beside it. */
export function Stack({ children }: { readonly children: ReactNode }) {
  return <div className={styles.stack}>{children}</div>;
}

export function Columns({ children }: { readonly children: ReactNode }) {
  return <div className={styles.columns}>{children}</div>;
}

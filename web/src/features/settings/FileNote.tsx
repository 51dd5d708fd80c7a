import { useTranslation } from '~/i18n/useTranslation';
import type { Configuration } from './configuration';
import styles from './Settings.module.css';

/** What of it is changed in a file, and in which; nothing where all is changed here. */
export function FileNote({ of: { file, managed } }: { readonly of: Configuration }) {
  const { t } = useTranslation();
  if (file === null) return null;
  return (
    <details className={styles.note}>
      <summary>{t('settings.ofFile', { file, count: managed.length })}</summary>
      <ul className={styles.managed}>
        {managed.map((name) => (
          <li key={name}>
            <code>{name}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}

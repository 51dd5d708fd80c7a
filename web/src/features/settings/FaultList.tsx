import { useTranslation } from '~/i18n/useTranslation';
import { Button } from '~/design/Button';
import { serverText } from '~/i18n/serverText';
import type { Fault } from './configuration';
import styles from './Settings.module.css';

/** Everything that is wrong at once, each with the way to its line. */
export function FaultList({ faults, onLine }: { readonly faults: readonly Fault[]; readonly onLine: (line: number) => void }) {
  const { t } = useTranslation();
  return (
    <div className={styles.refused} role="alert">
      <p className={styles.title}>{t('settings.faults', { count: faults.length })}</p>
      <ul>
        {faults.map(({ key, text, line }, index) => (
          <li key={index} className={styles.fault}>
            {line === null ? <span className={styles.quiet}>{t('settings.noLine')}</span> : <Button onClick={() => onLine(line)}>{t('settings.line', { line })}</Button>}
            <span>
              <code>{key}</code> {serverText(text)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

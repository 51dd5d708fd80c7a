import { lazy, Suspense, useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import styles from './Unknown.module.css';

const DASH = '—';

// Fetched when somebody first asks why: the reasons must not delay the figures.
const Reason = lazy(() => import('./Reason').then(({ Reason: component }) => ({ default: component })));

/** The place of a figure that is not known, with the reason. Never a zero. */
export function Unknown({ reason }: { readonly reason?: string | undefined }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const why = reason ?? t('unknown.notReported');
  const ask = () => setAsked(true);
  return (
    <span className={styles.place} onPointerEnter={ask} onFocus={ask}>
      <button type="button" className={styles.dash} aria-label={`${t('unknown.label')}: ${why}`}>
        {DASH}
      </button>
      {asked && (
        <Suspense>
          <Reason text={why} />
        </Suspense>
      )}
    </span>
  );
}

/** The same inside dense tables, where a stop for the keyboard on every cell would be in the way. */
export function UnknownCell({ reason }: { readonly reason?: string }) {
  const { t } = useTranslation();
  return (
    <abbr className={styles.cell} title={reason ?? t('unknown.notReported')}>
      {DASH}
    </abbr>
  );
}

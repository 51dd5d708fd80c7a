import { useTranslation } from '~/i18n/useTranslation';
import type { Difference } from './changes';
import styles from './Differences.module.css';
import './texts';

const kinds = { added: '+', removed: '−', changed: '±' } as const;

/** What a change makes different, each line by sign, word and both values. */
export function Differences({ lines }: { readonly lines: readonly Difference[] }) {
  const { t } = useTranslation();
  if (lines.length === 0) return <p className={styles.none}>{t('editing.nothing')}</p>;
  return (
    <ul className={styles.lines} aria-label={t('editing.differences')}>
      {lines.map(({ kind, object, field, before, after }, index) => {
        const known = kind === 'added' || kind === 'removed' ? kind : 'changed';
        return (
          <li key={index} className={styles.line} data-kind={known}>
            <span className={styles.kind}>
              <span aria-hidden="true">{kinds[known]}</span> {t(`editing.kind.${known}`)}
            </span>
            <span className={styles.what}>
              <strong>{object}</strong>
              {field !== null && <span className={styles.field}> {field}</span>}
            </span>
            <span className={styles.values}>
              {before !== null && <del>{before}</del>}
              {before !== null && after !== null && <span aria-hidden="true"> → </span>}
              {after !== null && <ins>{after}</ins>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

import { Fragment, useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import type { Part, Row } from './lineDiff';
import styles from './SideBySide.module.css';
import './texts';

interface Props {
  readonly parts: readonly Part[];
  readonly before: string;
  readonly after: string;
}

const marks = { same: '', changed: '±', added: '+', removed: '−' } as const;

/** Two texts beside each other; what is different is marked by sign and word, what is the same folded. */
export function SideBySide({ parts, before, after }: Props) {
  const { t } = useTranslation();
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  if (parts.every((part) => 'folded' in part)) return <p className={styles.none}>{t('sideBySide.same')}</p>;
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('sideBySide.difference')}>
      <table className={styles.diff}>
        <colgroup>
          <col className={styles.numbers} />
          <col />
          <col className={styles.marks} />
          <col className={styles.numbers} />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {before}
            </th>
            <th scope="col">
              <span className="visually-hidden">{t('sideBySide.kindOfChange')}</span>
            </th>
            <th scope="col" colSpan={2}>
              {after}
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part, index) => (
            <Fragment key={index}>
              {'folded' in part && !unfolded.has(index) ? (
                <tr>
                  <td colSpan={5} className={styles.fold}>
                    <button type="button" onClick={() => setUnfolded(new Set([...unfolded, index]))}>
                      {t('sideBySide.folded', { count: part.folded.length })}
                    </button>
                  </td>
                </tr>
              ) : (
                ('folded' in part ? part.folded : part.shown).map((row, line) => <Line key={line} row={row} />)
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ row }: { readonly row: Row }) {
  const { t } = useTranslation();
  return (
    <tr data-kind={row.kind}>
      <td className={styles.line}>{row.beforeLine}</td>
      <td className={styles.before}>{row.before}</td>
      <td className={styles.mark}>
        {row.kind !== 'same' && (
          <>
            <span aria-hidden="true">{marks[row.kind]}</span> {t(`sideBySide.kind.${row.kind}`)}
          </>
        )}
      </td>
      <td className={styles.line}>{row.afterLine}</td>
      <td className={styles.after}>{row.after}</td>
    </tr>
  );
}

import { useFormats } from '~/i18n/formats';
import styles from './Bars.module.css';

interface Row {
  readonly name: string;
  readonly count: number;
}

interface Props {
  readonly title?: string;
  readonly rows: readonly Row[];
  /** Rows whose order says something keep it; others have the most first. */
  readonly inOrder?: boolean;
}

/** Counts by name as bars against the greatest. */
export function Bars({ title, rows, inOrder = false }: Props) {
  const formats = useFormats();
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <section className={styles.bars}>
      {title !== undefined && <h3 className={styles.title}>{title}</h3>}
      <ul>
        {(inOrder ? rows : rows.toSorted((left, right) => right.count - left.count))
          .map(({ name, count }) => (
            <li key={name} className={styles.row}>
              <span className={styles.name} title={name}>
                {name}
              </span>
              <svg className={styles.track} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect width={(count / most) * 100} height="8" />
              </svg>
              <span className={styles.count}>{formats.integer(count)}</span>
            </li>
          ))}
      </ul>
    </section>
  );
}

import type { ReactNode } from 'react';
import styles from './Meter.module.css';

interface Props {
  readonly percent: number;
  readonly warnAt?: number;
  readonly badAt?: number;
  readonly narrow?: boolean;
  readonly children: ReactNode;
}

/** A percentage as number and bar; the bar only repeats the number beside it. */
export function Meter({ percent, warnAt = 80, badAt = 90, narrow = false, children }: Props) {
  const tone = percent >= badAt ? 'bad' : percent >= warnAt ? 'warn' : 'plain';
  const width = Math.max(0, Math.min(100, percent));
  return (
    <span className={styles.meter} data-tone={tone} data-narrow={narrow || undefined}>
      <span className={styles.number}>{children}</span>
      <span aria-hidden="true" className={styles.track}>
        <span className={styles.bar} style={{ width: `${width}%` }} />
      </span>
    </span>
  );
}

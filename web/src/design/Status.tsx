import type { ReactNode } from 'react';
import styles from './Status.module.css';

export type Tone = 'good' | 'warn' | 'bad' | 'muted';

const SHAPES: Readonly<Record<Tone, string>> = { good: '●', warn: '▲', bad: '■', muted: '○' };

/** A state by shape, colour and word: never by colour alone. */
export function Status({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span className={styles.status} data-tone={tone}>
      <span aria-hidden="true" className={styles.shape}>
        {SHAPES[tone]}
      </span>
      {children}
    </span>
  );
}

import * as Tooltip from '@radix-ui/react-tooltip';
import styles from './Unknown.module.css';

const DELAY_MS = 150;

/** Lies over the dash and says why it is one. */
export function Reason({ text }: { readonly text: string }) {
  return (
    <Tooltip.Provider delayDuration={DELAY_MS}>
      <Tooltip.Root defaultOpen>
        <Tooltip.Trigger asChild>
          <span className={styles.cover} tabIndex={-1} aria-hidden="true" />
        </Tooltip.Trigger>
        <Tooltip.Portal>
          <Tooltip.Content className={styles.reason} sideOffset={4} collisionPadding={8}>
            {text}
          </Tooltip.Content>
        </Tooltip.Portal>
      </Tooltip.Root>
    </Tooltip.Provider>
  );
}

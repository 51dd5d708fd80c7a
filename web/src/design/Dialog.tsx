import * as Radix from '@radix-ui/react-dialog';
import type { ReactNode } from 'react';
import styles from './Dialog.module.css';
import { useFocusBack } from './useFocusBack';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A question above the page: Escape and a click beside it close it, and the focus goes back where it was. */
export function Dialog({ title, onClose, wide = false, children }: Props) {
  const focusBack = useFocusBack();
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <div className={styles.backdrop} />
        <Radix.Content className={styles.dialog} data-wide={wide} aria-describedby={undefined} onCloseAutoFocus={focusBack}>
          <Radix.Title>{title}</Radix.Title>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

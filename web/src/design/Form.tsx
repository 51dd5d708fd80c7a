import { useEffect, useRef, type ReactNode, type SubmitEvent } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { isProblem } from '~/api/problem';
import styles from './Form.module.css';
import { Failure } from './States';

interface Props {
  /** What became of the last try. */
  readonly error: unknown;
  /** The fields that show their own error; whatever else is wrong stands above the buttons. */
  readonly fields: readonly string[];
  /** What did not happen. */
  readonly failed: string;
  readonly onSend: (data: FormData) => void;
  readonly onTyped?: () => void;
  readonly buttons: ReactNode;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** Fields that the server judges: the first wrong one gets the focus. */
export function Form({ error, fields, failed, onSend, onTyped, buttons, className, children }: Props) {
  const { t } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error != null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);
  // Not the form's `action`: that empties the fields, also when the server refuses them.
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSend(new FormData(event.currentTarget));
  };
  const named = isProblem(error) ? Object.keys(error.fields) : [];
  const isShown = named.length > 0 && named.every((field) => fields.includes(field));
  return (
    <form ref={form} className={className ?? styles.form} onSubmit={onSubmit} onInput={onTyped}>
      {children}
      {error != null && !isShown && (
        <div className={styles.whole}>
          <Failure title={failed} detail={describeProblem(t, error)} />
        </div>
      )}
      <div className={styles.buttons}>{buttons}</div>
    </form>
  );
}

/** What was typed, without the spaces around it. */
export function typed(data: FormData, field: string): string {
  const value = data.get(field);
  return typeof value === 'string' ? value.trim() : '';
}

/** What was typed, to the letter: for passwords. */
export function typedExactly(data: FormData, field: string): string {
  const value = data.get(field);
  return typeof value === 'string' ? value : '';
}

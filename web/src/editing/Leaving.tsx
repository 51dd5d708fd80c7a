import { useBlocker } from '@tanstack/react-router';
import { useImperativeHandle, useState, type Ref } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { Button } from '~/design/Button';
import { Confirm } from '~/design/Confirm';
import './texts';
import type { Typed } from './useTyped';

/** What an address says of the list beside a form; the form stays whatever that shows. */
const OF_LIST: ReadonlySet<string> = new Set(['text', 'page', 'closed']);

/** Leaves a form, once it was asked for what was typed in it. */
export type Leave = () => void;

interface Props {
  readonly typed: Typed;
  /** Absent: the form cannot be left by a button of its own. */
  readonly onClose?: (() => void) | undefined;
  /** For what closes the form in another way than by that button, such as a dialog's Escape. */
  readonly ref?: Ref<Leave> | undefined;
}

/** The button that leaves a form, and the question before what was typed in it is lost: by that button, by a link, by Back or with the tab. */
export function Leaving({ typed, onClose, ref }: Props) {
  const { t } = useTranslation();
  const [isAsked, setIsAsked] = useState(false);
  const blocker = useBlocker({ shouldBlockFn: ({ current, next }) => typed.isTyped() && !isBeside(current, next), enableBeforeUnload: typed.isTyped, withResolver: true });
  const leave = () => {
    typed.settle();
    onClose?.();
  };
  const ask: Leave = () => (typed.isTyped() ? setIsAsked(true) : leave());
  useImperativeHandle(ref, () => ask);
  return (
    <>
      {onClose !== undefined && <Button onClick={ask}>{t('action.cancel')}</Button>}
      {isAsked && <Question onLeave={leave} onStay={() => setIsAsked(false)} />}
      {blocker.status === 'blocked' && <Question onLeave={blocker.proceed} onStay={blocker.reset} />}
    </>
  );
}

function Question({ onLeave, onStay }: { readonly onLeave: () => void; readonly onStay: () => void }) {
  const { t } = useTranslation();
  return (
    <Confirm
      title={t('editing.leaveTitle')}
      consequence={t('editing.leaveConsequence')}
      action={t('editing.leave')}
      run={() => {
        onLeave();
        return Promise.resolve();
      }}
      onClose={onStay}
    />
  );
}

interface Address {
  readonly pathname: string;
  readonly search: unknown;
}

/** Whether an address differs from another in the list beside a form alone. */
function isBeside(current: Address, next: Address): boolean {
  if (current.pathname !== next.pathname) return false;
  const [before, after] = [current.search as Readonly<Record<string, unknown>>, next.search as Readonly<Record<string, unknown>>];
  return Object.keys({ ...before, ...after }).every((key) => OF_LIST.has(key) || before[key] === after[key]);
}

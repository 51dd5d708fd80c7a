import { useMutation } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { Button } from './Button';
import { Dialog } from './Dialog';
import form from './Form.module.css';
import { Failure } from './States';

interface Props {
  /** The question, with the name of what it is about. */
  readonly title: string;
  /** What will be so afterwards, and what cannot be undone. */
  readonly consequence: string;
  /** The verb on the button. */
  readonly action: string;
  readonly run: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks before what cannot be taken back by the same click; stays open with the reason where it is refused. */
export function Confirm({ title, consequence, action, run, onClose }: Props) {
  const { t } = useTranslation();
  const done = useMutation({ mutationFn: run, onSuccess: onClose });
  return (
    <Dialog title={title} onClose={onClose}>
      <div className={form.form}>
        <p className={form.whole}>{consequence}</p>
        {done.error !== null && (
          <div className={form.whole}>
            <Failure title={t('state.refused')} detail={describeProblem(t, done.error)} />
          </div>
        )}
        <div className={form.buttons}>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button tone="danger" disabled={done.isPending} onClick={() => done.mutate()}>
            {action}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

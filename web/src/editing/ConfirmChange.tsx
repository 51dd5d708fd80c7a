import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { Button } from '~/design/Button';
import { Dialog } from '~/design/Dialog';
import { TextField } from '~/design/Field';
import { Failure, Skeleton } from '~/design/States';
import { dryRun, make, type Change } from './changes';
import { Differences } from './Differences';
import styles from './EditorForm.module.css';
import './texts';

interface Props {
  /** The question, with the name of what it is about. */
  readonly title: string;
  /** What will be so afterwards. */
  readonly consequence: string;
  /** The verb on the button. */
  readonly action: string;
  readonly change: Change;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Asks before a change, and shows what it would make different. */
export function ConfirmChange({ title, consequence, action, change, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const preview = useQuery({ queryKey: ['dry-run', change], queryFn: () => dryRun(change), gcTime: 0, staleTime: Infinity, retry: false });
  const done = useMutation({
    mutationFn: () => make(change, reason),
    onSuccess: () => {
      onClose();
      onDone();
    },
  });
  const error = done.error ?? preview.error;
  return (
    <Dialog title={title} onClose={onClose}>
      <div className={styles.form}>
        <p>{consequence}</p>
        {preview.isPending && <Skeleton rows={2} />}
        {preview.data !== undefined && <Differences lines={preview.data} />}
        {error !== null && <Failure title={t('state.refused')} detail={describeProblem(t, error)} />}
        <TextField label={t('editing.reason')} hint={t('editing.reasonHint')} value={reason} onChange={(event) => setReason(event.target.value)} />
        <div className={styles.buttons}>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button tone="danger" disabled={done.isPending || preview.data === undefined || preview.data.length === 0} onClick={() => done.mutate()}>
            {action}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

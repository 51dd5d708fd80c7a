import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import type { AlertRow } from '~/api/alerts';
import { describeProblem } from '~/api/describeProblem';
import { Button } from '~/design/Button';
import { Dialog } from '~/design/Dialog';
import { TextField } from '~/design/Field';
import form from '~/design/Form.module.css';
import { useFieldErrors } from '~/design/FormErrors';
import { Failure } from '~/design/States';
import { acknowledge } from './alerts';

const MAX_COMMENT = 1_000;

/** Says to everybody that somebody looks after it. */
export function AcknowledgeDialog({ row, onClose }: { readonly row: AlertRow; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [comment, setComment] = useState('');
  const take = useMutation({
    mutationFn: () => acknowledge(row, comment.trim()),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['control', 'alerts'] });
      onClose();
    },
  });
  const field = useFieldErrors(take.error).comment;
  return (
    <Dialog title={t('alerts.acknowledgeTitle', { name: row.name ?? '' })} onClose={onClose}>
      <form
        className={form.form}
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          take.mutate();
        }}
      >
        <div className={form.whole}>
          <TextField label={t('alerts.comment')} hint={t('alerts.commentHint')} error={field} value={comment} maxLength={MAX_COMMENT} onChange={(event) => setComment(event.target.value)} />
        </div>
        {take.error !== null && field === undefined && (
          <div className={form.whole}>
            <Failure title={t('state.refused')} detail={describeProblem(t, take.error)} />
          </div>
        )}
        <div className={form.buttons}>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" tone="primary" disabled={take.isPending}>
            {t('alerts.acknowledge')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import type { AlertRow } from '~/api/alerts';
import { describeProblem } from '~/api/describeProblem';
import { Button } from '~/design/Button';
import { Dialog } from '~/design/Dialog';
import { SelectField, TextField } from '~/design/Field';
import form from '~/design/Form.module.css';
import { useFieldErrors } from '~/design/FormErrors';
import { Failure } from '~/design/States';
import { silence } from './alerts';

const durations = ['1h', '2h', '8h', '24h'] as const;
const MAX_COMMENT = 1_000;

/** Makes a silence at Alertmanager for exactly this alert's labels. */
export function SilenceDialog({ row, onClose }: { readonly row: AlertRow; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [duration, setDuration] = useState<string>('2h');
  const [comment, setComment] = useState('');
  const quiet = useMutation({
    mutationFn: () => silence(row, duration, comment.trim()),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['control', 'alerts'] });
      onClose();
    },
  });
  const errors = useFieldErrors(quiet.error);
  const unnamed = quiet.error !== null && errors.duration === undefined && errors.comment === undefined;
  return (
    <Dialog title={t('alerts.silenceTitle', { name: row.name ?? '' })} onClose={onClose}>
      <form
        className={form.form}
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          quiet.mutate();
        }}
      >
        <SelectField label={t('alerts.duration')} error={errors.duration} value={duration} onChange={(event) => setDuration(event.target.value)}>
          {durations.map((length) => (
            <option key={length} value={length}>
              {t(`alerts.for.${length}`)}
            </option>
          ))}
        </SelectField>
        <TextField label={t('alerts.comment')} error={errors.comment} value={comment} maxLength={MAX_COMMENT} onChange={(event) => setComment(event.target.value)} />
        {unnamed && (
          <div className={form.whole}>
            <Failure title={t('state.refused')} detail={describeProblem(t, quiet.error)} />
          </div>
        )}
        <div className={form.buttons}>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" tone="primary" disabled={quiet.isPending}>
            {t('alerts.silence')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

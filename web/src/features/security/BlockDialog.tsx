import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { Button } from '~/design/Button';
import { Dialog } from '~/design/Dialog';
import { SelectField, TextField } from '~/design/Field';
import form from '~/design/Form.module.css';
import { useFieldErrors } from '~/design/FormErrors';
import { Failure } from '~/design/States';
import { useFormats } from '~/i18n/formats';
import { saveBlock, type Block, type NewBlock } from './security';

/** What the dialog begins with. */
export interface Draft {
  /** Whose place it takes; null: a new entry. */
  readonly before: Block | null;
  readonly network: string;
  readonly reason: string;
}

const lifetimes = { hour: '1h', day: '24h', week: '168h' } as const;
const MAX_REASON = 500;
const known = ['network', 'action', 'reason', 'expires_in', 'expires_at'];

export function BlockDialog({ draft: { before, network: firstNetwork, reason: firstReason }, onClose }: { readonly draft: Draft; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const queries = useQueryClient();
  const [network, setNetwork] = useState(firstNetwork);
  const [reason, setReason] = useState(firstReason.slice(0, MAX_REASON));
  const [action, setAction] = useState<'block' | 'allow'>(before?.action === 'allow' ? 'allow' : 'block');
  const [lifetime, setLifetime] = useState<keyof typeof lifetimes | 'ever' | 'kept'>(before === null ? 'day' : before.expires_at === null ? 'ever' : 'kept');
  const [force, setForce] = useState(false);
  const save = useMutation({
    mutationFn: (body: NewBlock) => saveBlock(before, body),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['control', 'blocks'] });
      onClose();
    },
  });
  const errors = useFieldErrors(save.error);
  const unnamed = save.error !== null && !known.some((field) => field in errors);
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    const ends = lifetime === 'ever' ? {} : lifetime === 'kept' ? { expires_at: before?.expires_at ?? null } : { expires_in: lifetimes[lifetime] };
    save.mutate({ network: network.trim(), action, ...(reason.trim() === '' ? {} : { reason: reason.trim() }), ...ends, ...(force ? { force } : {}) });
  };
  return (
    <Dialog title={before === null ? t('blocks.addTitle') : t('blocks.editTitle', { network: before.network })} onClose={onClose}>
      <form className={form.form} onSubmit={onSubmit}>
        <div className={form.whole}>
          <TextField label={t('blocks.network')} hint={t('blocks.networkHint')} error={errors.network} value={network} onChange={(event) => setNetwork(event.target.value)} required spellCheck={false} />
        </div>
        <SelectField label={t('blocks.action')} error={errors.action} value={action} onChange={(event) => setAction(event.target.value === 'allow' ? 'allow' : 'block')}>
          <option value="block">{t('blocks.block')}</option>
          <option value="allow">{t('blocks.allow')}</option>
        </SelectField>
        <SelectField label={t('blocks.lifetime')} error={errors.expires_in ?? errors.expires_at} value={lifetime} onChange={(event) => setLifetime(event.target.value as typeof lifetime)}>
          {before?.expires_at != null && <option value="kept">{t('blocks.kept', { time: formats.dateTime(Date.parse(before.expires_at) / 1000) })}</option>}
          <option value="hour">{t('blocks.hour')}</option>
          <option value="day">{t('blocks.day')}</option>
          <option value="week">{t('blocks.week')}</option>
          <option value="ever">{t('blocks.ever')}</option>
        </SelectField>
        <div className={form.whole}>
          <TextField label={t('blocks.why')} error={errors.reason} value={reason} maxLength={MAX_REASON} onChange={(event) => setReason(event.target.value)} />
        </div>
        {(force || errors.network !== undefined) && (
          <label className={form.whole}>
            <input type="checkbox" checked={force} onChange={(event) => setForce(event.target.checked)} /> {t('blocks.force')}
          </label>
        )}
        {unnamed && (
          <div className={form.whole}>
            <Failure title={t('state.refused')} detail={describeProblem(t, save.error)} />
          </div>
        )}
        <div className={form.buttons}>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" tone="primary" disabled={save.isPending}>
            {before === null ? t('blocks.add') : t('blocks.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { Button } from '~/design/Button';
import { Dialog } from '~/design/Dialog';
import { SelectField, TextAreaField, TextField } from '~/design/Field';
import form from '~/design/Form.module.css';
import { useFieldErrors } from '~/design/FormErrors';
import { Failure } from '~/design/States';
import { ProveHost } from '~/editing/ProveHost';
import { addCertificate } from './certificates';

interface Props {
  readonly onClose: () => void;
  readonly onSaved: (id: string) => void;
}

const challenges = ['http-01', 'tls-alpn-01'] as const;
const known = ['name', 'hosts', 'challenge'];

/** Asks an authority for a certificate; the list says how it goes. */
export function OrderDialog({ onClose, onSaved }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [hosts, setHosts] = useState('');
  const [challenge, setChallenge] = useState<string>('http-01');
  const order = useMutation({
    mutationFn: addCertificate,
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['control', 'certificates'] });
      onClose();
      onSaved(id);
    },
  });
  const errors = useFieldErrors(order.error);
  const unnamed = order.error !== null && !known.some((field) => field in errors);
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    order.mutate({ acme: true, challenge, hosts: hosts.split(/[\s,]+/).filter(Boolean), ...(name.trim() === '' ? {} : { name: name.trim() }) });
  };
  return (
    <Dialog title={t('certificates.orderTitle')} onClose={onClose}>
      <form className={form.form} onSubmit={onSubmit}>
        <div className={form.whole}>
          <TextAreaField label={t('certificates.hosts')} hint={t('certificates.hostsHint')} error={errors.hosts} value={hosts} rows={3} spellCheck={false} required onChange={(event) => setHosts(event.target.value)} />
          <ProveHost error={order.error} field="hosts" of={undefined} />
        </div>
        <TextField label={t('certificates.name')} hint={t('certificates.nameHint')} error={errors.name} value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
        <SelectField label={t('certificates.challenge')} hint={t('certificates.challengeHint')} error={errors.challenge} value={challenge} onChange={(event) => setChallenge(event.target.value)}>
          {challenges.map((kind) => (
            <option key={kind}>{kind}</option>
          ))}
        </SelectField>
        {unnamed && (
          <div className={form.whole}>
            <Failure title={t('state.refused')} detail={errors.acme === undefined ? describeProblem(t, order.error) : t('certificates.terms', { reason: errors.acme })} />
          </div>
        )}
        <div className={form.buttons}>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" tone="primary" disabled={order.isPending}>
            {t('certificates.order')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

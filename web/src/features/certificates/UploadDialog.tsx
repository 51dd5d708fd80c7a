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
import { addCertificate, replaceCertificate, type Certificate, type CertificateBody } from './certificates';
import { PemField } from './PemField';

interface Props {
  /** Whose place the new one takes; null: it is a new one. */
  readonly replaced: Certificate | null;
  /** Paths on the gateway's machine are the platform's alone. */
  readonly mayNameFiles: boolean;
  readonly onClose: () => void;
  readonly onSaved: (id: string) => void;
}

const known = ['name', 'certificate', 'private_key', 'certificate_file', 'key_file'];

export function UploadDialog({ replaced, mayNameFiles, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [how, setHow] = useState<'pem' | 'files'>(replaced?.source === 'file' ? 'files' : 'pem');
  const [fields, setFields] = useState({ name: '', certificate: '', private_key: '', certificate_file: replaced?.certificate_file ?? '', key_file: replaced?.key_file ?? '' });
  const save = useMutation({
    mutationFn: (body: CertificateBody) => (replaced === null ? addCertificate(body) : replaceCertificate(replaced, body)),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['control', 'certificates'] });
      onClose();
      onSaved(id);
    },
  });
  const errors = useFieldErrors(save.error);
  const unnamed = save.error !== null && !known.some((field) => field in errors);
  const set = (field: keyof typeof fields) => (text: string) => setFields((before) => ({ ...before, [field]: text }));
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    const { name, certificate, private_key, certificate_file, key_file } = fields;
    save.mutate({ ...(name.trim() === '' ? {} : { name: name.trim() }), ...(how === 'pem' ? { certificate, private_key } : { certificate_file: certificate_file.trim(), key_file: key_file.trim() }) });
  };
  return (
    <Dialog title={replaced === null ? t('certificates.uploadTitle') : t('certificates.replaceTitle', { name: replaced.name })} wide onClose={onClose}>
      <form className={form.form} onSubmit={onSubmit}>
        {replaced === null && <TextField label={t('certificates.name')} hint={t('certificates.nameHint')} error={errors.name} value={fields.name} maxLength={100} onChange={(event) => set('name')(event.target.value)} />}
        {mayNameFiles && (
          <SelectField label={t('certificates.how')} value={how} onChange={(event) => setHow(event.target.value === 'files' ? 'files' : 'pem')}>
            <option value="pem">{t('certificates.howPem')}</option>
            <option value="files">{t('certificates.howFiles')}</option>
          </SelectField>
        )}
        {how === 'pem' && (
          <>
            <div className={form.whole}>
              <PemField label={t('certificates.chain')} hint={t('certificates.chainHint')} fileLabel={t('certificates.chainFile')} value={fields.certificate} error={errors.certificate} onChange={set('certificate')} />
            </div>
            <div className={form.whole}>
              <PemField label={t('certificates.key')} hint={t('certificates.keyHint')} fileLabel={t('certificates.keyFromFile')} value={fields.private_key} error={errors.private_key} onChange={set('private_key')} />
            </div>
          </>
        )}
        {how === 'files' && (
          <>
            <TextField label={t('certificates.certificateFile')} hint={t('certificates.pathHint')} error={errors.certificate_file} value={fields.certificate_file} onChange={(event) => set('certificate_file')(event.target.value)} required spellCheck={false} />
            <TextField label={t('certificates.keyFile')} hint={t('certificates.pathHint')} error={errors.key_file} value={fields.key_file} onChange={(event) => set('key_file')(event.target.value)} required spellCheck={false} />
          </>
        )}
        {unnamed && (
          <div className={form.whole}>
            <Failure title={t('state.refused')} detail={describeProblem(t, save.error)} />
          </div>
        )}
        <div className={form.buttons}>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" tone="primary" disabled={save.isPending}>
            {replaced === null ? t('certificates.upload') : t('certificates.replace')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

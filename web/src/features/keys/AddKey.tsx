import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { addKey } from '~/api/people';
import { sessionQuery } from '~/api/queries';
import { isAtLeast, roles } from '~/api/roles';
import { Button } from '~/design/Button';
import { CopyOnce } from '~/design/CopyOnce';
import { Dialog } from '~/design/Dialog';
import { SelectField, TextField } from '~/design/Field';
import { Form, typed } from '~/design/Form';
import form from '~/design/Form.module.css';
import { useFieldErrors } from '~/design/FormErrors';
import rows from '~/design/Rows.module.css';
import '~/design/texts';

const DAY_MS = 86_400_000;
const lifetimes = [30, 90, 365, 730] as const;

/** Asks what for, and then shows the key, this once. */
export function AddKey({ tenant, onClose }: { readonly tenant: string | undefined; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: person } = useQuery(sessionQuery);
  const add = useMutation({
    mutationFn: (data: FormData) =>
      addKey(tenant, { name: typed(data, 'name'), role: typed(data, 'role'), expires_at: new Date(Date.now() + Number(typed(data, 'days')) * DAY_MS).toISOString() }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  });
  const errors = useFieldErrors(add.error);
  if (add.data?.key != null) {
    return (
      <Dialog title={t('apiKeys.madeTitle', { name: add.data.name })} onClose={onClose}>
        <div className={rows.stack}>
          <CopyOnce label={t('apiKeys.key')} secret={add.data.key} note={t('apiKeys.keyNote')} />
          <p>{t('apiKeys.use')}</p>
          <div className={form.buttons}>
            <Button onClick={onClose}>{t('action.close')}</Button>
          </div>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={t('apiKeys.add')} onClose={onClose}>
      <Form
        error={add.error}
        fields={['name', 'role', 'expires_at']}
        failed={t('apiKeys.notMade')}
        onSend={(data) => add.mutate(data)}
        buttons={
          <>
            <Button onClick={onClose}>{t('action.cancel')}</Button>
            <Button type="submit" tone="primary" disabled={add.isPending}>
              {t('apiKeys.make')}
            </Button>
          </>
        }
      >
        <TextField label={t('apiKeys.name')} name="name" required hint={t('apiKeys.nameHint')} autoComplete="off" error={errors.name} />
        <SelectField label={t('apiKeys.role')} name="role" defaultValue="viewer" hint={t('apiKeys.roleHint')} error={errors.role}>
          {roles
            .filter((role) => isAtLeast(person?.role, role))
            .map((role) => (
              <option key={role} value={role}>
                {t(`role.${role}`)}
              </option>
            ))}
        </SelectField>
        <SelectField label={t('apiKeys.lifetime')} name="days" defaultValue="365" error={errors.expires_at}>
          {lifetimes.map((days) => (
            <option key={days} value={days}>
              {t('apiKeys.days', { count: days })}
            </option>
          ))}
        </SelectField>
      </Form>
    </Dialog>
  );
}

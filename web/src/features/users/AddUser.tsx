import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { addUser } from '~/api/people';
import { sessionQuery } from '~/api/queries';
import { Button } from '~/design/Button';
import { Dialog } from '~/design/Dialog';
import { SelectField, TextField } from '~/design/Field';
import { Form, typed } from '~/design/Form';
import { useFieldErrors } from '~/design/FormErrors';
import { LinkShown } from './LinkShown';
import { givenRoles } from './givenRoles';
import { RoleOptions } from './RoleOptions';

/** Asks who, and then shows the one-time link to hand over. */
export function AddUser({ tenant, onClose }: { readonly tenant: string | undefined; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: person } = useQuery(sessionQuery);
  const add = useMutation({
    mutationFn: (data: FormData) =>
      addUser(tenant, { email: typed(data, 'email'), first_name: typed(data, 'first_name'), last_name: typed(data, 'last_name'), role: typed(data, 'role') }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['users'] }),
  });
  const errors = useFieldErrors(add.error);
  if (add.data !== undefined) return <LinkShown email={add.data.email} link={add.data.link ?? null} onClose={onClose} />;
  return (
    <Dialog title={t('users.addTitle')} onClose={onClose}>
      <Form
        error={add.error}
        fields={['email', 'first_name', 'last_name', 'role']}
        failed={t('users.notAdded')}
        onSend={(data) => add.mutate(data)}
        buttons={
          <>
            <Button onClick={onClose}>{t('action.cancel')}</Button>
            <Button type="submit" tone="primary" disabled={add.isPending}>
              {t('users.addAndLink')}
            </Button>
          </>
        }
      >
        <TextField label={t('users.email')} name="email" type="email" required autoComplete="off" error={errors.email} />
        <SelectField label={t('users.role')} name="role" defaultValue="viewer" hint={t('users.roleHint')} error={errors.role}>
          <RoleOptions roles={givenRoles(person?.role)} />
        </SelectField>
        <TextField label={t('users.firstName')} name="first_name" autoComplete="off" error={errors.first_name} />
        <TextField label={t('users.lastName')} name="last_name" autoComplete="off" error={errors.last_name} />
      </Form>
    </Dialog>
  );
}

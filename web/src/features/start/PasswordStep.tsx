import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import * as z from 'zod/mini';
import { request } from '~/api/http';
import { sessionQuery } from '~/api/queries';
import { Button } from '~/design/Button';
import { TextField } from '~/design/Field';
import { Form, typedExactly } from '~/design/Form';
import { useFieldErrors } from '~/design/FormErrors';
import { typedTwice } from '~/design/passwords';
import { MoreFields } from '~/editing/EditFields';
import styles from './StartPage.module.css';

/** The one-time password is replaced; a chosen one may be. */
export function PasswordStep({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: person } = useQuery(sessionQuery);
  const [changes, setChanges] = useState(0);
  const isOneTime = person?.must_change_password === true;
  const onChanged = async () => {
    setChanges((count) => count + 1);
    onDone();
    // Until now everything else was refused.
    if (isOneTime) await queries.invalidateQueries();
  };
  const form = <NewPassword key={changes} onChanged={onChanged} />;
  return (
    <>
      <p role="status" className={changes === 0 ? styles.quiet : undefined}>
        {changes > 0 ? t('start.passwordChanged') : isOneTime ? t('start.passwordOneTime') : t('start.passwordOwn')}
      </p>
      {isOneTime ? form : <MoreFields title={t('start.passwordAgain')}>{form}</MoreFields>}
    </>
  );
}

function NewPassword({ onChanged }: { readonly onChanged: () => Promise<void> }) {
  const { t } = useTranslation();
  const change = useMutation({
    mutationFn: async (data: FormData) =>
      request('/api/profile', z.unknown(), { method: 'PUT', body: { current_password: typedExactly(data, 'current_password'), new_password: typedTwice(data, t('start.different')) } }),
    onSuccess: onChanged,
  });
  const errors = useFieldErrors(change.error);
  return (
    <Form
      error={change.error}
      fields={['current_password', 'new_password', 'again']}
      failed={t('start.passwordKept')}
      onSend={(data) => change.mutate(data)}
      buttons={
        <Button type="submit" tone="primary" disabled={change.isPending}>
          {t('start.changePassword')}
        </Button>
      }
    >
      <TextField label={t('start.currentPassword')} name="current_password" type="password" autoComplete="current-password" required error={errors.current_password} />
      <TextField label={t('start.newPassword')} name="new_password" type="password" autoComplete="new-password" required error={errors.new_password} />
      <TextField label={t('start.newPasswordAgain')} name="again" type="password" autoComplete="new-password" required error={errors.again} />
    </Form>
  );
}

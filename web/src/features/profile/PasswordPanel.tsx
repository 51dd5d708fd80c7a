import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { Button } from '~/design/Button';
import { TextField } from '~/design/Field';
import { Form, typedExactly } from '~/design/Form';
import { useFieldErrors } from '~/design/FormErrors';
import { Panel } from '~/design/Panel';
import { typedTwice } from '~/design/passwords';
import { changeProfile } from './profile';

export function PasswordPanel() {
  const { t } = useTranslation();
  const [changes, setChanges] = useState(0);
  const change = useMutation({
    mutationFn: async (data: FormData) => changeProfile({ current_password: typedExactly(data, 'current_password'), new_password: typedTwice(data, t('profile.different')) }),
    onSuccess: () => setChanges((count) => count + 1),
  });
  const errors = useFieldErrors(change.error);
  return (
    <Panel title={t('profile.password')}>
      <Form
        key={changes}
        error={change.error}
        fields={['current_password', 'new_password', 'again']}
        failed={t('profile.notChanged')}
        onSend={(data) => change.mutate(data)}
        buttons={
          <>
            <span role="status">{change.isSuccess && t('profile.changed')}</span>
            <Button type="submit" tone="primary" disabled={change.isPending}>
              {t('profile.change')}
            </Button>
          </>
        }
      >
        <TextField label={t('profile.current')} name="current_password" type="password" autoComplete="current-password" required error={errors.current_password} />
        <TextField label={t('profile.new')} name="new_password" type="password" autoComplete="new-password" required error={errors.new_password} />
        <TextField label={t('profile.again')} name="again" type="password" autoComplete="new-password" required error={errors.again} />
      </Form>
    </Panel>
  );
}

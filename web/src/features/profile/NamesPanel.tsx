import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { sessionQuery, type Person } from '~/api/queries';
import { Button } from '~/design/Button';
import { TextField } from '~/design/Field';
import { Form, typed } from '~/design/Form';
import { useFieldErrors } from '~/design/FormErrors';
import { Panel } from '~/design/Panel';
import { changeProfile } from './profile';

export function NamesPanel({ person }: { readonly person: Person }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const save = useMutation({ mutationFn: changeProfile, onSuccess: () => queries.invalidateQueries({ queryKey: sessionQuery.queryKey }) });
  const errors = useFieldErrors(save.error);
  return (
    <Panel title={t('profile.names')}>
      <Form
        error={save.error}
        fields={['first_name', 'last_name']}
        failed={t('profile.notSaved')}
        onSend={(data) => save.mutate({ first_name: typed(data, 'first_name'), last_name: typed(data, 'last_name') })}
        buttons={
          <>
            <span role="status">{save.isSuccess && t('profile.saved')}</span>
            <Button type="submit" tone="primary" disabled={save.isPending}>
              {t('profile.save')}
            </Button>
          </>
        }
      >
        <TextField label={t('profile.firstName')} name="first_name" autoComplete="given-name" defaultValue={person.first_name ?? ''} error={errors.first_name} />
        <TextField label={t('profile.lastName')} name="last_name" autoComplete="family-name" defaultValue={person.last_name ?? ''} error={errors.last_name} />
      </Form>
    </Panel>
  );
}

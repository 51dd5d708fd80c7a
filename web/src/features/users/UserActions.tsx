import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { changeUser, makeLink, removeUser, type User } from '~/api/people';
import { sessionQuery } from '~/api/queries';
import { isAtLeast, roles } from '~/api/roles';
import { Button } from '~/design/Button';
import { Confirm } from '~/design/Confirm';
import { Dialog } from '~/design/Dialog';
import { SelectField } from '~/design/Field';
import { Form, typed } from '~/design/Form';
import { useFieldErrors } from '~/design/FormErrors';
import rows from '~/design/Rows.module.css';
import { LinkShown } from './LinkShown';
import { givenRoles } from './givenRoles';
import { RoleOptions } from './RoleOptions';

interface Props {
  readonly user: User;
  readonly tenant: string | undefined;
}

type Asked = 'role' | 'link' | 'disable' | 'remove';

/** What may be done to somebody; nothing to oneself here, nor to who has more rights. */
export function UserActions({ user, tenant }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: person } = useQuery(sessionQuery);
  const [asked, setAsked] = useState<Asked | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: ['users'] });
  const enable = useMutation({ mutationFn: () => changeUser(tenant, user.user_id, { disabled: false }), onSuccess: refresh });
  const isAbove = roles.some((role) => role === user.role && !isAtLeast(person?.role, role));
  if (person?.user_id === user.user_id) return <span className={rows.under}>{t('users.inProfile')}</span>;
  if (isAbove) return <span className={rows.under}>{t('users.above')}</span>;
  const close = () => setAsked(null);
  return (
    <span className={rows.actions}>
      <Button onClick={() => setAsked('role')} aria-label={t('users.changeRoleOf', { email: user.email })}>
        {t('users.changeRole')}
      </Button>
      <Button onClick={() => setAsked('link')} aria-label={t('users.newLinkOf', { email: user.email })}>
        {t('users.newLink')}
      </Button>
      {user.disabled === true ? (
        <Button onClick={() => enable.mutate()} disabled={enable.isPending} aria-label={t('users.enableOf', { email: user.email })}>
          {t('users.enable')}
        </Button>
      ) : (
        <Button tone="danger" onClick={() => setAsked('disable')} aria-label={t('users.disableOf', { email: user.email })}>
          {t('users.disable')}
        </Button>
      )}
      <Button tone="danger" onClick={() => setAsked('remove')} aria-label={t('users.removeOf', { email: user.email })}>
        {t('users.remove')}
      </Button>
      {asked === 'role' && <RoleDialog user={user} tenant={tenant} onClose={close} />}
      {asked === 'link' && <LinkDialog user={user} tenant={tenant} onClose={close} />}
      {asked === 'disable' && (
        <Confirm
          title={t('users.disableTitle', { email: user.email })}
          consequence={t('users.disableConsequence')}
          action={t('users.disable')}
          run={async () => {
            await changeUser(tenant, user.user_id, { disabled: true });
            await refresh();
          }}
          onClose={close}
        />
      )}
      {asked === 'remove' && (
        <Confirm
          title={t('users.removeTitle', { email: user.email })}
          consequence={t('users.removeConsequence')}
          action={t('users.remove')}
          run={async () => {
            await removeUser(tenant, user.user_id);
            await refresh();
          }}
          onClose={close}
        />
      )}
    </span>
  );
}

function RoleDialog({ user, tenant, onClose }: Props & { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: person } = useQuery(sessionQuery);
  const change = useMutation({
    mutationFn: (data: FormData) => changeUser(tenant, user.user_id, { role: typed(data, 'role') }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['users'] });
      onClose();
    },
  });
  const errors = useFieldErrors(change.error);
  return (
    <Dialog title={t('users.changeRoleOf', { email: user.email })} onClose={onClose}>
      <Form
        error={change.error}
        fields={['role']}
        failed={t('users.notChanged')}
        onSend={(data) => change.mutate(data)}
        buttons={
          <>
            <Button onClick={onClose}>{t('action.cancel')}</Button>
            <Button type="submit" tone="primary" disabled={change.isPending}>
              {t('users.save')}
            </Button>
          </>
        }
      >
        <SelectField label={t('users.role')} name="role" defaultValue={user.role ?? 'viewer'} hint={t('users.roleEnds')} error={errors.role}>
          <RoleOptions roles={givenRoles(person?.role)} />
        </SelectField>
      </Form>
    </Dialog>
  );
}

function LinkDialog({ user, tenant, onClose }: Props & { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const make = useMutation({ mutationFn: () => makeLink(tenant, user.user_id) });
  if (make.data !== undefined) return <LinkShown email={user.email} link={make.data} onClose={onClose} />;
  return (
    <Dialog title={t('users.newLinkOf', { email: user.email })} onClose={onClose}>
      <Form
        error={make.error}
        fields={[]}
        failed={t('users.noLink')}
        onSend={() => make.mutate()}
        buttons={
          <>
            <Button onClick={onClose}>{t('action.cancel')}</Button>
            <Button type="submit" tone="primary" disabled={make.isPending}>
              {t('users.makeLink')}
            </Button>
          </>
        }
      >
        <p>{t('users.newLinkWhy')}</p>
      </Form>
    </Dialog>
  );
}

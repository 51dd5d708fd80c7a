import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { PEOPLE_PAGE, usersQuery, type User } from '~/api/people';
import { sessionQuery } from '~/api/queries';
import { useMay } from '~/api/roles';
import { Button } from '~/design/Button';
import { ListPanel } from '~/design/ListPanel';
import { Moment } from '~/design/Moment';
import { Page } from '~/design/Page';
import { Pager } from '~/design/Pager';
import { RoleName } from '~/design/RoleName';
import rows from '~/design/Rows.module.css';
import { Empty } from '~/design/States';
import { Status } from '~/design/Status';
import './texts';
import { AddUser } from './AddUser';
import { UserActions } from './UserActions';

export function UsersPage() {
  const { t } = useTranslation();
  const { tenant } = useSearch({ from: '/users' });
  const { data: person } = useQuery(sessionQuery);
  const mayRead = useMay('admin');
  const [adding, setAdding] = useState(false);
  const shown = tenant ?? person?.tenant_id ?? '';
  return (
    <Page
      title={t('users.title', { tenant: shown })}
      aside={
        mayRead && (
          <Button tone="primary" onClick={() => setAdding(true)}>
            {t('users.add')}
          </Button>
        )
      }
    >
      {mayRead ? <UserList tenant={tenant} /> : <Empty>{t('users.needsAdmin')}</Empty>}
      {adding && <AddUser tenant={tenant} onClose={() => setAdding(false)} />}
    </Page>
  );
}

function UserList({ tenant }: { readonly tenant: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { page = 1 } = useSearch({ from: '/users' });
  const { data, error } = useQuery(usersQuery(tenant, page));
  const last = Math.max(1, Math.ceil((data?.total_count ?? 0) / PEOPLE_PAGE));
  return (
    <ListPanel
      title={t('users.people')}
      items={data?.items}
      error={error}
      empty={t('users.none')}
      aside={data === undefined ? null : t('users.count', { count: data.total_count ?? data.items.length })}
      head={
        <>
          <th scope="col">{t('users.person')}</th>
          <th scope="col">{t('users.role')}</th>
          <th scope="col">{t('users.state')}</th>
          <th scope="col">{t('users.lastLogin')}</th>
          <th scope="col">{t('users.since')}</th>
          <th scope="col">{t('action.title')}</th>
        </>
      }
      row={(user) => <UserRow key={user.user_id} user={user} tenant={tenant} />}
    >
      <Pager page={page} last={last} onGo={(to) => void navigate({ to: '.', search: (before) => ({ ...before, page: to }) })} />
    </ListPanel>
  );
}

function UserRow({ user, tenant }: { readonly user: User; readonly tenant: string | undefined }) {
  const { t } = useTranslation();
  const { data: person } = useQuery(sessionQuery);
  const name = [user.first_name, user.last_name].filter(Boolean).join(' ');
  return (
    <tr>
      <th scope="row">
        {user.email} {name !== '' && <span className={rows.under}>{name}</span>}
        {person?.user_id === user.user_id && <span className={rows.mark}>{t('users.you')}</span>}
      </th>
      <td>
        <RoleName role={user.role} />
      </td>
      <td>
        <UserState user={user} />
      </td>
      <td>
        <Moment at={user.last_login_at} none={t('users.never')} />
      </td>
      <td>
        <Moment at={user.created_at} none="" />
      </td>
      <td>
        <UserActions user={user} tenant={tenant} />
      </td>
    </tr>
  );
}

function UserState({ user }: { readonly user: User }) {
  const { t } = useTranslation();
  if (user.disabled === true) return <Status tone="bad">{t('users.disabled')}</Status>;
  if (user.must_change_password === true) return <Status tone="warn">{t('users.withoutPassword')}</Status>;
  return <Status tone="good">{t('users.active')}</Status>;
}

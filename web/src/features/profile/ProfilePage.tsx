import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { sessionQuery, type Person } from '~/api/queries';
import { FactList } from '~/design/FactList';
import { Columns, Page } from '~/design/Page';
import { Panel } from '~/design/Panel';
import { RoleName } from '~/design/RoleName';
import { Empty, Skeleton } from '~/design/States';
import { UnknownCell } from '~/design/Unknown';
import './texts';
import { NamesPanel } from './NamesPanel';
import { PasswordPanel } from './PasswordPanel';
import styles from './ProfilePage.module.css';

export function ProfilePage() {
  const { t } = useTranslation();
  const { data: person, isPending } = useQuery(sessionQuery);
  return (
    <Page title={t('nav.profile')}>
      {isPending && <Skeleton rows={4} />}
      {person === null && (
        <Empty
          action={
            <Link to="/login" search={{ back: '/profile' }}>
              {t('session.login')}
            </Link>
          }
        >
          {t('profile.stranger')}
        </Empty>
      )}
      {person != null && (
        <>
          <WhoPanel person={person} />
          <Columns>
            <NamesPanel person={person} />
            <PasswordPanel />
          </Columns>
        </>
      )}
    </Page>
  );
}

function WhoPanel({ person }: { readonly person: Person }) {
  const { t } = useTranslation();
  const elsewhere = Object.entries(person.memberships).filter(([tenant]) => tenant !== person.tenant_id);
  return (
    <Panel title={t('profile.who')}>
      <FactList
        facts={[
          { label: t('profile.email'), value: <EmailFact email={person.email} /> },
          { label: t('profile.tenant'), value: person.tenant_id ?? <UnknownCell /> },
          { label: t('profile.role'), value: <RoleName role={person.role} /> },
          ...(elsewhere.length === 0 ? [] : [{ label: t('profile.elsewhere'), value: elsewhere.map(([tenant, role]) => <Membership key={tenant} tenant={tenant} role={role} />) }]),
        ]}
      />
    </Panel>
  );
}

function EmailFact({ email }: { readonly email: string | null }) {
  const { t } = useTranslation();
  return (
    <>
      {email}
      <p className={styles.note}>{t('profile.emailFixed')}</p>
    </>
  );
}

function Membership({ tenant, role }: { readonly tenant: string; readonly role: string }) {
  return (
    <div>
      {tenant} (<RoleName role={role} />)
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { sessionQuery } from '~/api/queries';
import { useMay } from '~/api/roles';
import { Beside } from '~/design/Beside';
import { Button } from '~/design/Button';
import { Page } from '~/design/Page';
import { Empty } from '~/design/States';
import { TenantDetail } from './TenantDetail';
import { EditTenant, NewTenant } from './TenantForms';
import { TenantList } from './TenantList';
import './texts';
import { usePlace } from './usePlace';

/** Whose installation this is: every tenant for the platform, the own one for its owner. */
export function TenantsPage() {
  const { t } = useTranslation();
  const { place, add } = usePlace();
  const { data: person } = useQuery(sessionQuery);
  const mayRead = useMay('owner');
  const isPlatform = useMay('platform');
  const chosen = place.tenant;
  const detail =
    place.edit === 'new' && isPlatform ? (
      <NewTenant />
    ) : chosen === undefined ? null : place.edit === 'tenant' ? (
      <EditTenant key={chosen} id={chosen} />
    ) : (
      <TenantDetail key={chosen} id={chosen} />
    );
  return (
    <Page
      title={t('nav.tenants')}
      aside={
        isPlatform && (
          <Button tone="primary" onClick={add}>
            {t('tenants.add')}
          </Button>
        )
      }
    >
      {mayRead ? (
        <Beside list={<TenantList />} detail={detail} />
      ) : (
        <Empty action={person == null ? <Link to="/login" search={{ back: '/tenants' }}>{t('session.login')}</Link> : undefined}>{t('tenants.needsOwner')}</Empty>
      )}
    </Page>
  );
}

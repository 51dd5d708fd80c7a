import { useTranslation } from '~/i18n/useTranslation';
import { Status } from '~/design/Status';
import { plans, type Tenant } from './tenants';

export function TenantState({ row }: { readonly row: Tenant }) {
  const { t } = useTranslation();
  if (row.deleted_at !== null) return <Status tone="muted">{t('tenants.isClosed')}</Status>;
  return row.active === true ? <Status tone="good">{t('tenants.isActive')}</Status> : <Status tone="bad">{t('tenants.isSuspended')}</Status>;
}

/** A plan in the operator's words; one that a newer program has, as it is called. */
export function PlanName({ plan }: { readonly plan: string | null }) {
  const { t } = useTranslation();
  if (plan === null) return <>{t('tenants.noPlan')}</>;
  const known = plans.find((name) => name === plan);
  return <>{known === undefined ? plan : t(`tenants.plans.${known}`)}</>;
}

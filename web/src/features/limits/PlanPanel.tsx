import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { FactList, type Fact } from '~/design/FactList';
import { Meter } from '~/design/Meter';
import { Panel } from '~/design/Panel';
import { Unknown } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import { nowQuery, ownerNamed, type LimitsView } from './limits';

const ALL_PERCENT = 100;

/** What the plan allows, and how much of it is used now. */
export function PlanPanel({ view, tenant }: { readonly view: LimitsView; readonly tenant: string | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data: now } = useQuery(nowQuery(tenant ?? ownerNamed(view)));
  const { plan, used } = view;
  const of = (value: number | null | undefined, most: number | null | undefined, reason: string) => {
    if (value == null) return <Unknown reason={reason} />;
    if (most == null || most === 0) return formats.integer(value);
    return <Meter percent={(value / most) * ALL_PERCENT}>{t('limits.usedOf', { now: formats.integer(value), most: formats.integer(most) })}</Meter>;
  };
  const facts: readonly Fact[] = [
    { label: t('limits.routesUsed'), value: of(used.routes, plan?.max_routes, t('limits.notTold')) },
    { label: t('limits.backendsUsed'), value: of(used.backends, plan?.max_backends, t('limits.notTold')) },
    { label: t('limits.requestsNow'), value: of(now?.perSecond, plan?.max_requests_per_second, t('limits.noGateway')) },
    { label: t('limits.refused'), value: of(now?.refused, null, t('limits.noGateway')) },
    ...(plan === null
      ? []
      : [
          { label: t('limits.burst'), value: plan.max_burst_size === null ? t('limits.noBound') : formats.integer(plan.max_burst_size) },
          { label: t('limits.networks'), value: plan.backend_networks.length === 0 ? t('limits.publicOnly') : plan.backend_networks.join(', ') },
        ]),
  ];
  return (
    <Panel title={plan === null ? t('limits.use') : t('limits.plan')}>
      <FactList facts={facts} />
    </Panel>
  );
}

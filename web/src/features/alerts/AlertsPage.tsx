import { useNavigate, useSearch } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { sessionQuery } from '~/api/queries';
import { useMay } from '~/api/roles';
import { SelectField } from '~/design/Field';
import filters from '~/design/Filters.module.css';
import { Page } from '~/design/Page';
import { Pager } from '~/design/Pager';
import { Panel } from '~/design/Panel';
import { Split } from '~/design/Split';
import { Empty, Failure, Skeleton } from '~/design/States';
import { useChannels } from '~/live/channels/useChannels';
import './texts';
import { AlertDetail } from './AlertDetail';
import { AlertTable } from './AlertTable';
import { alertsQuery, mergeAlerts, PAGE_SIZE, type AlertFilter } from './alerts';
import { OwnPanel } from './OwnPanel';

export function AlertsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { alert: chosen, page = 1, ...filter } = useSearch({ from: '/system/alerts' });
  const { data: person } = useQuery(sessionQuery);
  const { data, error } = useQuery(alertsQuery(filter, page));
  const came = useChannels((channels) => channels.alerts);
  const live = useChannels((channels) => channels.link.kind === 'open');
  const mayWrite = useMay('operator');
  const rows = data === undefined ? undefined : page > 1 ? data.items : mergeAlerts(data.items, came, filter).slice(0, PAGE_SIZE);
  const row = rows?.find(({ id }) => id === chosen);
  const go = (search: AlertFilter & { readonly page?: number; readonly alert?: string }) => void navigate({ to: '.', search: Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) });
  const here = { ...filter, ...(page > 1 ? { page } : {}) };
  return (
    <Page title={t('nav.alerts')}>
      <Split detail={row === undefined ? null : <AlertDetail row={row} mayWrite={mayWrite} onClose={() => go(here)} />}>
        <Panel title={t('alerts.title')} flush busy={data === undefined && error === null} aside={t(live ? 'alerts.isLive' : 'alerts.isNotLive')}>
          <Filters filter={filter} onGo={go} />
          {data === undefined && error === null && <Skeleton rows={4} />}
          {data === undefined && error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
          {rows?.length === 0 && <Empty>{filter.status === undefined && filter.acknowledged === undefined ? t('alerts.none') : t('alerts.noneSuch')}</Empty>}
          {rows !== undefined && rows.length > 0 && <AlertTable rows={rows} withTenant={person?.role === 'platform'} chosen={chosen} onChoose={(alert) => go({ ...here, alert })} />}
          <Pager page={page} last={Math.max(1, Math.ceil((data?.total_count ?? 0) / PAGE_SIZE))} onGo={(to) => go({ ...filter, page: to })} />
        </Panel>
      </Split>
      <OwnPanel />
    </Page>
  );
}

function Filters({ filter, onGo }: { readonly filter: AlertFilter; readonly onGo: (filter: AlertFilter) => void }) {
  const { t } = useTranslation();
  const { status, acknowledged } = filter;
  return (
    <form className={filters.filters} aria-label={t('alerts.filters')} onSubmit={(event) => event.preventDefault()}>
      <SelectField
        label={t('alerts.state')}
        value={status ?? ''}
        onChange={({ target: { value } }) => onGo({ ...(acknowledged === undefined ? {} : { acknowledged }), ...(value === 'firing' || value === 'resolved' ? { status: value } : {}) })}
      >
        <option value="">{t('alerts.all')}</option>
        <option value="firing">{t('alerts.firing')}</option>
        <option value="resolved">{t('alerts.resolved')}</option>
      </SelectField>
      <SelectField
        label={t('alerts.looksAfter')}
        value={acknowledged === undefined ? '' : String(acknowledged)}
        onChange={({ target: { value } }) => onGo({ ...(status === undefined ? {} : { status }), ...(value === '' ? {} : { acknowledged: value === 'true' }) })}
      >
        <option value="">{t('alerts.all')}</option>
        <option value="false">{t('alerts.nobody')}</option>
        <option value="true">{t('alerts.somebody')}</option>
      </SelectField>
    </form>
  );
}

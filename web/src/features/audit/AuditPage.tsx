import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { isProblem } from '~/api/problem';
import { sessionQuery } from '~/api/queries';
import { Page } from '~/design/Page';
import { Pager } from '~/design/Pager';
import { Panel } from '~/design/Panel';
import { Split } from '~/design/Split';
import { Empty, Failure, Skeleton } from '~/design/States';
import './texts';
import { auditQuery, PAGE_SIZE } from './audit';
import { AuditFilters } from './AuditFilters';
import { AuditTable } from './AuditTable';
import { ChainPanel } from './ChainPanel';
import { EntryDetail } from './EntryDetail';

export function AuditPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { entry: chosen, page = 1, ...filter } = useSearch({ from: '/system/audit' });
  const { data: person, isPending: unknownPerson } = useQuery(sessionQuery);
  const isPlatform = person?.role === 'platform';
  const { data, error } = useQuery({ ...auditQuery(filter, page, isPlatform ? 'all' : undefined), enabled: !unknownPerson });
  const entry = data?.items.find(({ sequence }) => sequence === chosen);
  const choose = (sequence: number | undefined) => void navigate({ to: '.', search: { ...filter, ...(page > 1 ? { page } : {}), ...(sequence === undefined ? {} : { entry: sequence }) } });
  const mayNot = isProblem(error, 401, 403);
  return (
    <Page title={t('nav.audit')}>
      <Split detail={entry === undefined ? null : <EntryDetail entry={entry} onClose={() => choose(undefined)} />}>
        <Panel title={t('audit.title')} flush busy={data === undefined && error === null} aside={data?.total_count == null ? null : t('audit.count', { count: data.total_count })}>
          <AuditFilters filter={filter} />
          {data === undefined && error === null && <Skeleton rows={8} />}
          {mayNot && <Empty action={person == null ? <Link to="/login" search={{ back: '/system/audit' }}>{t('session.login')}</Link> : undefined}>{t('audit.needsAdmin')}</Empty>}
          {error !== null && !mayNot && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
          {data?.items.length === 0 && <Empty>{t('audit.none')}</Empty>}
          {data !== undefined && data.items.length > 0 && <AuditTable entries={data.items} withTenant={isPlatform} chosen={chosen} onChoose={choose} />}
          <Pager page={page} last={Math.max(1, Math.ceil((data?.total_count ?? 0) / PAGE_SIZE))} onGo={(to) => void navigate({ to: '.', search: { ...filter, page: to } })} />
        </Panel>
      </Split>
      <ChainPanel isPlatform={isPlatform} />
    </Page>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import type { SecurityEvent } from '~/api/gateway';
import { sessionQuery } from '~/api/queries';
import { useMay } from '~/api/roles';
import { ExportTable, type ExportColumn } from '~/design/ExportTable';
import { Page } from '~/design/Page';
import { Pager } from '~/design/Pager';
import { Panel } from '~/design/Panel';
import { Split } from '~/design/Split';
import { Empty, Failure, Skeleton } from '~/design/States';
import './texts';
import { BlockDialog, type Draft } from './BlockDialog';
import { BlocksPanel } from './BlocksPanel';
import { EventDetail } from './EventDetail';
import { EventFilters } from './EventFilters';
import { EventTable } from './EventTable';
import { PAGE_SIZE } from './security';
import { useEvents } from './useEvents';

export function SecurityPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { event: chosen, page = 1, ...filter } = useSearch({ from: '/gateway/security' });
  const { data: person } = useQuery(sessionQuery);
  const isPlatform = person?.role === 'platform';
  const mayWrite = useMay('operator');
  const [draft, setDraft] = useState<Draft | null>(null);
  const { events, total, error, live } = useEvents(filter, page);
  const event = events?.find(({ id }) => id === chosen);
  const choose = (id: string | undefined) => void navigate({ to: '.', search: { ...filter, ...(page > 1 ? { page } : {}), ...(id === undefined ? {} : { event: id }) } });
  return (
    <Page title={t('nav.security')}>
      <Split detail={event === undefined ? null : <EventDetail event={event} mayBlock={mayWrite} onBlock={setDraft} onClose={() => choose(undefined)} />}>
        <Panel
          title={t('security.events')}
          flush
          busy={events === undefined && error === null}
          aside={
            <>
              {page === 1 && <span>{t(live ? 'securityEvent.isLive' : 'securityEvent.isNotLive')}</span>}
              <ExportTable name="security-events" columns={exported} rows={events ?? []} />
            </>
          }
        >
          <EventFilters filter={filter} withTenant={isPlatform} />
          {events === undefined && error === null && <Skeleton rows={6} />}
          {error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
          {events?.length === 0 && <Empty>{t('security.none')}</Empty>}
          {events !== undefined && events.length > 0 && <EventTable events={events} withTenant={isPlatform} chosen={chosen} onChoose={choose} />}
          <Pager page={page} last={Math.max(1, Math.ceil(total / PAGE_SIZE))} onGo={(to) => void navigate({ to: '.', search: (before) => ({ ...before, page: to }) })} />
        </Panel>
      </Split>
      <BlocksPanel isPlatform={isPlatform} mayWrite={mayWrite} onDraft={setDraft} />
      {draft !== null && <BlockDialog draft={draft} onClose={() => setDraft(null)} />}
    </Page>
  );
}

const exported: readonly ExportColumn<SecurityEvent>[] = (
  ['id', 'timestamp', 'last_seen', 'tenant', 'type', 'severity', 'rule', 'description', 'source', 'country', 'target', 'blocked', 'risk_score', 'count'] as const
).map((key) => ({ key, value: (event) => event[key] }));

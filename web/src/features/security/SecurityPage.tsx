import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { describeProblem } from '~/api/describeProblem';
import { EventList } from '~/design/EventList';
import { SelectField } from '~/design/Field';
import { Page } from '~/design/Page';
import { Pager } from '~/design/Pager';
import { Panel } from '~/design/Panel';
import { Empty, Failure, Skeleton } from '~/design/States';
import './texts';
import { BlocksPanel } from './BlocksPanel';
import { eventsQuery } from './security';
import styles from './SecurityPage.module.css';

const PAGE_SIZE = 50;
const severities = ['info', 'low', 'medium', 'high', 'critical'] as const;

export function SecurityPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('nav.security')}>
      <BlocksPanel />
      <EventsPanel />
      <p className="visually-hidden">{t('security.live')}</p>
    </Page>
  );
}

function EventsPanel() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { severity, page = 1 } = useSearch({ from: '/gateway/security' });
  const { data, error } = useQuery(eventsQuery(severity, page));
  const last = data === undefined ? 1 : Math.max(1, Math.ceil((data.total_count ?? 0) / PAGE_SIZE));
  const go = (to: number) => void navigate({ to: '.', search: (before) => ({ ...before, page: to }) });
  return (
    <Panel title={t('security.events')} flush busy={data === undefined && error === null}>
      <div className={styles.filter}>
        <SelectField
          label={t('security.severityLabel')}
          value={severity ?? ''}
          onChange={(event) => void navigate({ to: '.', search: (before) => withSeverity(before, event.target.value) })}
        >
          <option value="">{t('security.everySeverity')}</option>
          {severities.map((name) => (
            <option key={name} value={name}>
              {t(`security.severity.${name}`)}
            </option>
          ))}
        </SelectField>
      </div>
      {data === undefined && error === null && <Skeleton rows={6} />}
      {data === undefined && error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {data?.items.length === 0 && <Empty>{t('security.none')}</Empty>}
      {data !== undefined && data.items.length > 0 && <EventList events={data.items} />}
      <Pager page={page} last={last} onGo={go} />
    </Panel>
  );
}

/** Another filter begins at its first page. */
function withSeverity<Search extends { severity?: string; page?: number }>(before: Search, severity: string): Search {
  const after = { ...before };
  delete after.severity;
  delete after.page;
  return severity === '' ? after : { ...after, severity };
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { sessionQuery } from '~/api/queries';
import { useMay } from '~/api/roles';
import { Button } from '~/design/Button';
import { Confirm } from '~/design/Confirm';
import { ListPanel } from '~/design/ListPanel';
import { Moment } from '~/design/Moment';
import { Page } from '~/design/Page';
import { Pager } from '~/design/Pager';
import rows from '~/design/Rows.module.css';
import { Empty } from '~/design/States';
import table from '~/design/Table.module.css';
import { UnknownCell } from '~/design/Unknown';
import './texts';
import { describeAgent, endSession, SESSIONS_PAGE, sessionsQuery, type Session } from './sessions';

export function SessionsPage() {
  const { t } = useTranslation();
  const { data: person } = useQuery(sessionQuery);
  return (
    <Page title={t('nav.sessions')}>
      {person === null ? <Empty>{t('sessions.stranger')}</Empty> : <SessionList />}
    </Page>
  );
}

function SessionList() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { all = false, page = 1 } = useSearch({ from: '/sessions' });
  const maySeeAll = useMay('admin');
  const isAll = all && maySeeAll;
  const { data, error } = useQuery(sessionsQuery(isAll, page));
  const [asked, setAsked] = useState<readonly Session[] | null>(null);
  const last = Math.max(1, Math.ceil((data?.total_count ?? 0) / SESSIONS_PAGE));
  const others = data?.items.filter(({ current }) => current !== true) ?? [];
  const choose = (every: boolean) => void navigate({ to: '.', search: ({ router }) => ({ ...(router === undefined ? {} : { router }), ...(every ? { all: true } : {}) }) });
  return (
    <ListPanel
      title={isAll ? t('sessions.ofTenant') : t('sessions.own')}
      items={data?.items}
      error={error}
      empty={t('sessions.none')}
      aside={
        <span className={rows.aside}>
          {maySeeAll && <Button onClick={() => choose(!isAll)}>{isAll ? t('sessions.showOwn') : t('sessions.showAll')}</Button>}
          {!isAll && others.length > 0 && (
            <Button tone="danger" onClick={() => setAsked(others)}>
              {t('sessions.endOthers')}
            </Button>
          )}
        </span>
      }
      head={
        <>
          {isAll && <th scope="col">{t('sessions.person')}</th>}
          <th scope="col">{t('sessions.with')}</th>
          <th scope="col">{t('sessions.from')}</th>
          <th scope="col">{t('sessions.tenant')}</th>
          <th scope="col">{t('sessions.since')}</th>
          <th scope="col">{t('sessions.until')}</th>
          <th scope="col">{t('action.title')}</th>
        </>
      }
      row={(session) => (
        <tr key={session.id}>
          {isAll && <td>{session.email}</td>}
          <th scope="row">
            <span title={session.user_agent ?? undefined}>{describeAgent(session.user_agent) ?? t('sessions.unnamed')}</span>{' '}
            <span className={rows.under}>{session.kind === 'cookie' ? t('sessions.browser') : t('sessions.program')}</span>
            {session.current === true && <span className={rows.mark}>{t('sessions.current')}</span>}
          </th>
          <td>{session.address?.replace(/^::ffff:/, '') ?? <UnknownCell />}</td>
          <td className={table.quiet}>{session.tenant_id}</td>
          <td>
            <Moment at={session.created_at} none="" />
          </td>
          <td>
            <Moment at={session.expires_at} none="" />
          </td>
          <td>
            {session.current === true ? (
              <span className={rows.under}>{t('sessions.byLogout')}</span>
            ) : (
              <Button tone="danger" onClick={() => setAsked([session])} aria-label={t('sessions.endOne', { name: describeAgent(session.user_agent) ?? t('sessions.unnamed') })}>
                {t('sessions.end')}
              </Button>
            )}
          </td>
        </tr>
      )}
    >
      <Pager page={page} last={last} onGo={(to) => void navigate({ to: '.', search: (before) => ({ ...before, page: to }) })} />
      {asked !== null && (
        <Confirm
          title={t('sessions.endTitle', { count: asked.length })}
          consequence={t('sessions.endConsequence')}
          action={t('sessions.end')}
          run={async () => {
            for (const { id } of asked) await endSession(id);
            await queries.invalidateQueries({ queryKey: ['sessions'] });
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </ListPanel>
  );
}

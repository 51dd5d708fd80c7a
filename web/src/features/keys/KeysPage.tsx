import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { keysQuery, PEOPLE_PAGE, revokeKey, type ApiKey } from '~/api/people';
import { sessionQuery } from '~/api/queries';
import { useMay } from '~/api/roles';
import { Button } from '~/design/Button';
import { Confirm } from '~/design/Confirm';
import { ListPanel } from '~/design/ListPanel';
import { Moment } from '~/design/Moment';
import { Page } from '~/design/Page';
import { Pager } from '~/design/Pager';
import { RoleName } from '~/design/RoleName';
import { Empty } from '~/design/States';
import { Status } from '~/design/Status';
import table from '~/design/Table.module.css';
import { useClock } from '~/live/clock';
import './texts';
import { AddKey } from './AddKey';
import styles from './KeysPage.module.css';

const SOON_DAYS = 14;
const DAY_MS = 86_400_000;

export function KeysPage() {
  const { t } = useTranslation();
  const { tenant } = useSearch({ from: '/keys' });
  const { data: person } = useQuery(sessionQuery);
  const mayMake = useMay('operator');
  const [adding, setAdding] = useState(false);
  return (
    <Page
      title={t('apiKeys.title', { tenant: tenant ?? person?.tenant_id ?? '' })}
      aside={
        mayMake ? (
          <Button tone="primary" onClick={() => setAdding(true)}>
            {t('apiKeys.add')}
          </Button>
        ) : (
          person != null && <p className={styles.hint}>{t('apiKeys.needsOperator')}</p>
        )
      }
    >
      <p className={styles.hint}>{t('apiKeys.why')}</p>
      {person === null ? <Empty>{t('apiKeys.stranger')}</Empty> : <KeyList tenant={tenant} mayRevoke={mayMake} />}
      {adding && <AddKey tenant={tenant} onClose={() => setAdding(false)} />}
    </Page>
  );
}

function KeyList({ tenant, mayRevoke }: { readonly tenant: string | undefined; readonly mayRevoke: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { page = 1 } = useSearch({ from: '/keys' });
  const { data, error } = useQuery(keysQuery(tenant, page));
  const seesAll = useMay('admin');
  const [asked, setAsked] = useState<ApiKey | null>(null);
  const last = Math.max(1, Math.ceil((data?.total_count ?? 0) / PEOPLE_PAGE));
  return (
    <ListPanel
      title={seesAll ? t('apiKeys.all') : t('apiKeys.own')}
      items={data?.items}
      error={error}
      empty={mayRevoke ? t('apiKeys.none') : t('apiKeys.noneSeen')}
      aside={data === undefined ? null : t('apiKeys.count', { count: data.total_count ?? data.items.length })}
      head={
        <>
          <th scope="col">{t('apiKeys.name')}</th>
          <th scope="col">{t('apiKeys.prefix')}</th>
          <th scope="col">{t('apiKeys.role')}</th>
          <th scope="col">{t('apiKeys.by')}</th>
          <th scope="col">{t('apiKeys.lastUse')}</th>
          <th scope="col">{t('apiKeys.until')}</th>
          {mayRevoke && <th scope="col">{t('action.title')}</th>}
        </>
      }
      row={(key) => (
        <tr key={key.id}>
          <th scope="row">{key.name}</th>
          <td className={styles.prefix}>{key.prefix}…</td>
          <td>
            <RoleName role={key.role} />
          </td>
          <td className={table.quiet}>{key.created_by}</td>
          <td>
            <Moment at={key.last_used_at} none={t('apiKeys.never')} />
          </td>
          <td>
            <Expiry at={key.expires_at} />
          </td>
          {mayRevoke && (
            <td>
              <Button tone="danger" onClick={() => setAsked(key)} aria-label={t('apiKeys.revokeOne', { name: key.name })}>
                {t('apiKeys.revoke')}
              </Button>
            </td>
          )}
        </tr>
      )}
    >
      <Pager page={page} last={last} onGo={(to) => void navigate({ to: '.', search: (before) => ({ ...before, page: to }) })} />
      {asked !== null && (
        <Confirm
          title={t('apiKeys.revokeTitle', { name: asked.name })}
          consequence={t('apiKeys.revokeConsequence')}
          action={t('apiKeys.revoke')}
          run={async () => {
            await revokeKey(tenant, asked.id);
            await queries.invalidateQueries({ queryKey: ['keys'] });
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </ListPanel>
  );
}

function Expiry({ at }: { readonly at: string | null }) {
  const { t } = useTranslation();
  const now = performance.timeOrigin + useClock();
  const left = at === null ? Number.NaN : Date.parse(at) - now;
  const moment = <Moment at={at} none={t('apiKeys.unknown')} />;
  if (left <= 0)
    return (
      <Status tone="bad">
        {t('apiKeys.expired')} {moment}
      </Status>
    );
  return left < SOON_DAYS * DAY_MS ? <Status tone="warn">{moment}</Status> : moment;
}

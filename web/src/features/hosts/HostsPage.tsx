import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { isProblem } from '~/api/problem';
import { sessionQuery } from '~/api/queries';
import { useMay } from '~/api/roles';
import { useListedTenant } from '~/api/tenants';
import { Beside } from '~/design/Beside';
import { Button } from '~/design/Button';
import filters from '~/design/Filters.module.css';
import { Moment } from '~/design/Moment';
import { Page } from '~/design/Page';
import { Pager } from '~/design/Pager';
import { Panel } from '~/design/Panel';
import rows from '~/design/Rows.module.css';
import { SearchField } from '~/design/SearchField';
import { Empty, Failure, Skeleton } from '~/design/States';
import table from '~/design/Table.module.css';
import { TenantPicker } from '~/design/TenantPicker';
import { serverText } from '~/i18n/serverText';
import { HostDetail } from './HostDetail';
import { HostState } from './HostState';
import { hostsQuery, PAGE_SIZE, type Host } from './hosts';
import styles from './Hosts.module.css';
import { NewHost } from './NewHost';
import './texts';
import { usePlace } from './usePlace';

/** Host names of tenants: claimed, proven, lost. */
export function HostsPage() {
  const { t } = useTranslation();
  const { place, add, scope } = usePlace();
  const { data: person } = useQuery(sessionQuery);
  const mayWrite = useMay('operator');
  const { host, of } = place;
  const detail = place.edit === 'new' && mayWrite ? <NewHost /> : host === undefined ? null : <HostDetail key={`${of ?? ''}:${host}`} name={host} of={of} />;
  return (
    <Page
      title={t('nav.hosts')}
      aside={
        <div className={rows.aside}>
          <TenantPicker tenant={place.tenant} onChoose={scope} />
          {mayWrite ? (
            <Button tone="primary" onClick={add}>
              {t('hosts.add')}
            </Button>
          ) : (
            <p className={rows.under}>
              {t('hosts.needsOperator')} {person == null && <Link to="/login" search={{ back: '/hosts' }}>{t('session.login')}</Link>}
            </p>
          )}
        </div>
      }
    >
      <p className={styles.quiet}>{t('hosts.why')}</p>
      <Beside list={<List />} detail={detail} />
    </Page>
  );
}

function List() {
  const { t } = useTranslation();
  const { place, add, search, turnTo } = usePlace();
  const mayWrite = useMay('operator');
  const { text, page = 1 } = place;
  const { data, error } = useQuery(hostsQuery(useListedTenant(place.tenant), text, page));
  const isLoading = data === undefined && error === null;
  const isStranger = isProblem(error, 401, 403);
  return (
    <Panel title={t('nav.hosts')} flush busy={isLoading} aside={data?.total_count == null ? null : t('hosts.count', { count: data.total_count })}>
      <form role="search" className={filters.search} aria-label={t('hosts.filters')} onSubmit={(event) => event.preventDefault()}>
        <SearchField label={t('hosts.search')} text={text ?? ''} onSearch={search} />
      </form>
      {isLoading && <Skeleton rows={4} />}
      {data === undefined && isStranger && <Empty>{t('problem.login')}</Empty>}
      {data === undefined && error !== null && !isStranger && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {data?.items.length === 0 &&
        (text === undefined ? (
          <Empty action={mayWrite ? <Button tone="primary" onClick={add}>{t('hosts.add')}</Button> : undefined}>{t('hosts.none')}</Empty>
        ) : (
          <Empty action={<Button onClick={() => search('')}>{t('hosts.showAll')}</Button>}>{t('hosts.notFound', { text })}</Empty>
        ))}
      {data !== undefined && data.items.length > 0 && <Rows items={data.items} />}
      <Pager page={page} last={Math.max(1, Math.ceil((data?.total_count ?? 0) / PAGE_SIZE))} onGo={turnTo} />
    </Panel>
  );
}

function Rows({ items }: { readonly items: readonly Host[] }) {
  const { t } = useTranslation();
  const { place, choose } = usePlace();
  const seesAll = useMay('platform');
  return (
    <div className={table.scroll} tabIndex={0} role="group" aria-label={t('nav.hosts')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('hosts.host')}</th>
            {seesAll && <th scope="col">{t('hosts.tenant')}</th>}
            <th scope="col">{t('hosts.state')}</th>
            <th scope="col">{t('hosts.checked')}</th>
            <th scope="col">{t('hosts.problem')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((row) => (
            <tr key={`${row.tenant}:${row.host}`} aria-current={row.host === place.host && (place.of === undefined || place.of === row.tenant) ? 'true' : undefined}>
              <th scope="row">
                <button type="button" className={table.choose} onClick={() => choose(row.host, seesAll ? row.tenant : undefined)}>
                  {row.host}
                </button>
              </th>
              {seesAll && <td>{row.tenant}</td>}
              <td>
                <HostState row={row} />
              </td>
              <td>
                <Moment at={row.checked_at} none={t('hosts.notChecked')} />
              </td>
              <td className={`${table.quiet ?? ''} ${table.wide ?? ''}`} title={serverText(row.problem) ?? undefined}>
                {serverText(row.problem)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

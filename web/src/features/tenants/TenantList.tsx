import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { useMay } from '~/api/roles';
import { Button } from '~/design/Button';
import filters from '~/design/Filters.module.css';
import form from '~/design/Form.module.css';
import { Moment } from '~/design/Moment';
import { Pager } from '~/design/Pager';
import { Panel } from '~/design/Panel';
import rows from '~/design/Rows.module.css';
import { SearchField } from '~/design/SearchField';
import { Empty, Failure, Skeleton } from '~/design/States';
import table from '~/design/Table.module.css';
import { PlanName, TenantState } from './TenantState';
import { PAGE_SIZE, tenantsQuery, type Tenant } from './tenants';
import { usePlace } from './usePlace';

export function TenantList() {
  const { t } = useTranslation();
  const { place, add, search, showClosed, turnTo } = usePlace();
  const isPlatform = useMay('platform');
  const { text, closed = false, page = 1 } = place;
  const { data, error } = useQuery(tenantsQuery(text, closed, page));
  const isLoading = data === undefined && error === null;
  return (
    <Panel title={t('nav.tenants')} flush busy={isLoading} aside={data?.total_count == null ? null : t('tenants.count', { count: data.total_count })}>
      {isPlatform && (
        <form role="search" className={filters.search} aria-label={t('tenants.filters')} onSubmit={(event) => event.preventDefault()}>
          <SearchField label={t('tenants.search')} text={text ?? ''} onSearch={search} />
          <label className={`${form.flag ?? ''} ${filters.level ?? ''}`}>
            <input type="checkbox" checked={closed} onChange={(event) => showClosed(event.target.checked)} />
            {t('tenants.closedToo')}
          </label>
        </form>
      )}
      {isLoading && <Skeleton rows={4} />}
      {data === undefined && error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {data?.items.length === 0 &&
        (text === undefined ? (
          <Empty action={isPlatform ? <Button tone="primary" onClick={add}>{t('tenants.add')}</Button> : undefined}>{t('tenants.none')}</Empty>
        ) : (
          <Empty action={<Button onClick={() => search('')}>{t('tenants.showAll')}</Button>}>{t('tenants.notFound', { text })}</Empty>
        ))}
      {data !== undefined && data.items.length > 0 && <Rows items={data.items} chosen={place.tenant} />}
      <Pager page={page} last={Math.max(1, Math.ceil((data?.total_count ?? 0) / PAGE_SIZE))} onGo={turnTo} />
    </Panel>
  );
}

function Rows({ items, chosen }: { readonly items: readonly Tenant[]; readonly chosen: string | undefined }) {
  const { t } = useTranslation();
  const { choose } = usePlace();
  return (
    <div className={table.scroll} tabIndex={0} role="group" aria-label={t('nav.tenants')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('tenants.name')}</th>
            <th scope="col">{t('tenants.state')}</th>
            <th scope="col">{t('tenants.plan')}</th>
            <th scope="col">{t('tenants.contact')}</th>
            <th scope="col">{t('tenants.since')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((row) => (
            <tr key={row.id} aria-current={row.id === chosen ? 'true' : undefined}>
              <th scope="row">
                <button type="button" className={table.choose} onClick={() => choose(row.id)}>
                  {row.name ?? row.id}
                </button>{' '}
                {row.name !== row.id && <span className={rows.under}>{row.id}</span>}
              </th>
              <td>
                <TenantState row={row} />
              </td>
              <td>
                <PlanName plan={row.plan} />
              </td>
              <td className={table.quiet}>{row.contact_email}</td>
              <td>
                <Moment at={row.created_at} none="" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

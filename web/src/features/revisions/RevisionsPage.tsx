import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { useListedTenant } from '~/api/tenants';
import { ExportTable, type ExportColumn } from '~/design/ExportTable';
import { Page } from '~/design/Page';
import { Pager } from '~/design/Pager';
import { Panel } from '~/design/Panel';
import { Empty, Failure, Skeleton } from '~/design/States';
import { Status } from '~/design/Status';
import table from '~/design/Table.module.css';
import { TenantPicker } from '~/design/TenantPicker';
import { useFormats } from '~/i18n/formats';
import { serverText } from '~/i18n/serverText';
import { ComparePanel } from './ComparePanel';
import { PAGE_SIZE, revisionsQuery, type Revision } from './revisions';
import './texts';

/** Every change of the configuration: who, when, why, and what it made different. */
export function RevisionsPage() {
  const { t } = useTranslation();
  const { tenant, revision, against, page = 1 } = useSearch({ from: '/gateway/revisions' });
  const navigate = useNavigate({ from: '/gateway/revisions' });
  const { data, error } = useQuery(revisionsQuery(useListedTenant(tenant), page));
  const last = data === undefined ? 1 : Math.max(1, Math.ceil((data.total_count ?? 0) / PAGE_SIZE));
  return (
    <Page title={t('nav.revisions')} aside={<TenantPicker tenant={tenant} onChoose={(chosen) => void navigate({ search: chosen === undefined ? {} : { tenant: chosen } })} />}>
      {revision !== undefined && data !== undefined && <ComparePanel key={revision} revision={revision} against={against ?? olderThan(revision, data.items, page === last)} tenant={tenant} />}
      <Panel title={t('revisions.title')} flush busy={data === undefined && error === null} aside={<ExportTable name="revisions" columns={exported} rows={data?.items ?? []} />}>
        {data === undefined && error === null && <Skeleton rows={6} />}
        {data === undefined && error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
        {data?.items.length === 0 && <Empty>{t('revisions.none')}</Empty>}
        {data !== undefined && data.items.length > 0 && <RevisionTable rows={data.items} open={revision} />}
        <Pager page={page} last={last} onGo={(to) => void navigate({ search: (before) => ({ ...before, page: to }) })} />
      </Panel>
    </Page>
  );
}

const exported: readonly ExportColumn<Revision>[] = (['number', 'created_at', 'actor', 'from', 'source', 'action', 'target', 'changes', 'reason', 'back_to', 'file', 'current'] as const).map((key) => ({
  key,
  value: (row) => row[key],
}));

/** The one before, of those that this person may see; 0 where there is none. */
function olderThan(revision: number, rows: readonly Revision[], isLastPage: boolean): number {
  const place = rows.findIndex(({ number }) => number === revision);
  if (place < 0) return revision - 1;
  return rows[place + 1]?.number ?? (isLastPage ? 0 : revision - 1);
}

function RevisionTable({ rows, open }: { readonly rows: readonly Revision[]; readonly open: number | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className={table.scroll} tabIndex={0} role="group" aria-label={t('revisions.title')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('revisions.number')}</th>
            <th scope="col">{t('revisions.when')}</th>
            <th scope="col">{t('revisions.who')}</th>
            <th scope="col">{t('revisions.what')}</th>
            <th scope="col" className={table.number}>
              {t('revisions.changes')}
            </th>
            <th scope="col">{t('revisions.why')}</th>
            <th scope="col">{t('revisions.from')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.number}>
              <th scope="row">
                <Link to="/gateway/revisions" search={({ tenant, page }) => ({ ...(tenant === undefined ? {} : { tenant }), ...(page === undefined ? {} : { page }), revision: row.number })} aria-current={row.number === open ? 'true' : undefined}>
                  {formats.integer(row.number)}
                </Link>{' '}
                {row.current === true && <Status tone="good">{t('revisions.current')}</Status>}
              </th>
              <td>{row.created_at === null ? '' : formats.dateTime(Date.parse(row.created_at) / 1000)}</td>
              <td>{serverText(row.actor, 'record')}</td>
              <td>
                <code>{row.action}</code> {serverText(row.target, 'record')}
                {row.back_to !== null && <> {t('revisions.backTo', { number: row.back_to })}</>}
              </td>
              <td className={table.number}>{row.changes === null ? '' : formats.integer(row.changes)}</td>
              <td className={table.quiet}>{serverText(row.reason)}</td>
              <td className={table.quiet}>{row.source === 'file' ? row.file : row.from}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

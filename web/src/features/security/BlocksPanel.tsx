import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { sessionQuery } from '~/api/queries';
import { Button } from '~/design/Button';
import { Confirm } from '~/design/Confirm';
import { ExportTable, type ExportColumn } from '~/design/ExportTable';
import { Panel } from '~/design/Panel';
import { Empty, Failure, Skeleton } from '~/design/States';
import { Status } from '~/design/Status';
import table from '~/design/Table.module.css';
import { useFormats } from '~/i18n/formats';
import { serverText } from '~/i18n/serverText';
import { useWallClock } from '~/live/useWallClock';
import type { Draft } from './BlockDialog';
import { blocksQuery, removeBlock, type Block } from './security';

interface Props {
  readonly isPlatform: boolean;
  readonly mayWrite: boolean;
  readonly onDraft: (draft: Draft) => void;
}

const empty: Draft = { before: null, network: '', reason: '' };

const exported: readonly ExportColumn<Block>[] = (['id', 'tenant', 'network', 'action', 'origin', 'reason', 'rule', 'created_at', 'created_by', 'expires_at'] as const).map((key) => ({
  key,
  value: (row) => row[key],
}));

export function BlocksPanel({ isPlatform, mayWrite, onDraft }: Props) {
  const { t } = useTranslation();
  const { data, error } = useQuery(blocksQuery(isPlatform ? 'all' : undefined));
  const { data: person } = useQuery(sessionQuery);
  return (
    <Panel
      title={t('blocks.title')}
      flush
      busy={data === undefined && error === null}
      aside={
        <>
          <ExportTable name="blocks" columns={exported} rows={data?.items ?? []} />
          {mayWrite ? (
            <Button onClick={() => onDraft(empty)}>{t('blocks.addTitle')}</Button>
          ) : (
            <>
              {t('blocks.needsOperator')} {person == null && <Link to="/login" search={{ back: '/gateway/security' }}>{t('session.login')}</Link>}
            </>
          )}
        </>
      }
    >
      {data === undefined && error === null && <Skeleton rows={2} />}
      {data === undefined && error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {data?.items.length === 0 && <Empty>{t('blocks.none')}</Empty>}
      {data !== undefined && data.items.length > 0 && <BlockTable rows={data.items} withTenant={isPlatform} mayWrite={mayWrite} onDraft={onDraft} />}
    </Panel>
  );
}

function BlockTable({ rows, withTenant, mayWrite, onDraft }: Omit<Props, 'isPlatform'> & { readonly rows: readonly Block[]; readonly withTenant: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [removed, setRemoved] = useState<Block | null>(null);
  const remove = async (row: Block) => {
    await removeBlock(row);
    await queries.invalidateQueries({ queryKey: ['control', 'blocks'] });
  };
  return (
    <div className={table.scroll} tabIndex={0} role="group" aria-label={t('blocks.title')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('blocks.network')}</th>
            <th scope="col">{t('blocks.action')}</th>
            <th scope="col">{t('blocks.until')}</th>
            <th scope="col">{t('blocks.why')}</th>
            <th scope="col">{t('blocks.by')}</th>
            {withTenant && <th scope="col">{t('securityEvent.tenant')}</th>}
            {mayWrite && <th scope="col">{t('action.title')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.network}</th>
              <td>{row.action === 'allow' ? <Status tone="good">{t('blocks.allow')}</Status> : <Status tone="bad">{t('blocks.block')}</Status>}</td>
              <td>
                <Ending at={row.expires_at} />
              </td>
              <td className={`${table.wide ?? ''} ${table.quiet ?? ''}`} title={serverText(row.reason) ?? undefined}>
                {serverText(row.reason) ?? row.rule}
              </td>
              <td className={table.quiet}>{row.origin === 'automatic' ? t('blocks.automatic') : row.created_by}</td>
              {withTenant && <td className={table.quiet}>{row.tenant}</td>}
              {mayWrite && (
                <td>
                  <Button onClick={() => onDraft({ before: row, network: row.network, reason: row.reason ?? '' })} aria-label={t('blocks.editOne', { network: row.network })}>
                    {t('blocks.edit')}
                  </Button>{' '}
                  <Button tone="danger" onClick={() => setRemoved(row)} aria-label={t('blocks.removeOne', { network: row.network })}>
                    {t('blocks.remove')}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {removed !== null && (
        <Confirm
          title={t('blocks.removeTitle', { network: removed.network })}
          consequence={removed.action === 'allow' ? t('blocks.removeAllow') : t('blocks.removeBlock')}
          action={t('blocks.remove')}
          run={() => remove(removed)}
          onClose={() => setRemoved(null)}
        />
      )}
    </div>
  );
}

/** When it ends, counting down. */
function Ending({ at }: { readonly at: string | null }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useWallClock();
  if (at === null) return t('blocks.ever');
  const end = Date.parse(at) / 1000;
  return <span title={formats.fullDate(end)}>{end <= now ? t('blocks.over') : t('blocks.left', { time: formats.seconds(end - now) })}</span>;
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { isProblem } from '~/api/problem';
import { Beside } from '~/design/Beside';
import { Button } from '~/design/Button';
import { ExportTable } from '~/design/ExportTable';
import { Page } from '~/design/Page';
import { Panel } from '~/design/Panel';
import { Empty, Failure, Skeleton } from '~/design/States';
import { TenantPicker } from '~/design/TenantPicker';
import { useFormats } from '~/i18n/formats';
import { columns } from './columns';
import { RequestDetail } from './RequestDetail';
import { RequestFilters } from './RequestFilters';
import { RequestTable } from './RequestTable';
import { sampleQuery, type RequestLine, type Sample } from './sample';
import { useOpened } from './useOpened';
import { usePlace } from './usePlace';
import styles from './Requests.module.css';
import './texts';

const REFUSED = 422;

/** Requests as they end, some of each second, for as long as somebody looks. */
export function RequestsPage() {
  const { t } = useTranslation();
  const { filter, request, open, close, set } = usePlace();
  const [pausedAt, setPausedAt] = useState<number | null>(null);
  const { data: sample, error } = useQuery(sampleQuery(filter, pausedAt !== null));
  const { line, keep } = useOpened(request, filter, sample);
  const choose = (chosen: RequestLine) => {
    keep(chosen);
    open(chosen.seq);
  };
  const loading = sample === undefined && error === null && pausedAt === null;
  const isHostRefused = isProblem(error, REFUSED) && error.fields.host !== undefined;
  return (
    <Page title={t('nav.requests')} aside={<TenantPicker tenant={filter.tenant} onChoose={(tenant) => set({ tenant, route: undefined, pool: undefined })} />}>
      <Beside
        detail={request === undefined ? null : <RequestDetail line={line} isRead={sample !== undefined} onClose={close} />}
        list={
          <Panel
            title={t('requests.title')}
            flush
            busy={loading}
            aside={
              <>
                <ExportTable name="requests" columns={columns} rows={sample?.lines ?? []} />
                <Button tone={pausedAt === null ? 'plain' : 'primary'} onClick={() => setPausedAt(pausedAt === null ? Date.now() : null)}>
                  {pausedAt === null ? t('requests.pause') : t('requests.resume')}
                </Button>
              </>
            }
          >
            <RequestFilters isHostRefused={isHostRefused} />
            {loading && <Skeleton rows={8} />}
            {error !== null && !isHostRefused && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
            {sample !== undefined && <Counts sample={sample} pausedAt={pausedAt} />}
            {sample !== undefined && sample.lines.length > 0 && <RequestTable lines={sample.lines} withTenant={filter.tenant === undefined} chosen={request} onChoose={choose} />}
          </Panel>
        }
      />
    </Page>
  );
}

/** How much of what there was is shown: never more than is true. */
function Counts({ sample, pausedAt }: { readonly sample: Sample; readonly pausedAt: number | null }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { last, shown, total, dropped } = sample;
  const since = formats.clock(Date.parse(sample.since) / 1000);
  if (last.gateways.length === 0 && last.unable.length === 0) return <Empty>{t('requests.noGateway')}</Empty>;
  return (
    <>
      <p className={styles.counts}>
        <span data-testid="requests-counts">{t('requests.counts', { shown: formats.integer(shown), total: formats.integer(total), dropped: formats.integer(dropped), since })}</span>{' '}
        {last.per_second !== null && t('requests.bound', { count: last.per_second })} {last.unable.length > 0 && t('requests.unable', { gateways: last.unable.join(', ') })}{' '}
        {pausedAt !== null && <strong>{t('requests.paused', { time: formats.clock(pausedAt / 1000) })}</strong>}
      </p>
      {sample.lines.length === 0 && <Empty>{t('requests.none', { since })}</Empty>}
    </>
  );
}

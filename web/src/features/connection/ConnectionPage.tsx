import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { FactList } from '~/design/FactList';
import { Columns, Page } from '~/design/Page';
import { Panel } from '~/design/Panel';
import { Failure, Skeleton } from '~/design/States';
import { Unknown } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import './texts';
import { DiagnosticsPanel } from './DiagnosticsPanel';
import { cacheQuery, socketsQuery, type CacheStatistics, type SocketStatistics } from './queries';
import { StatusPanel } from './StatusPanel';
import { TasksPanel } from './TasksPanel';

export function ConnectionPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('nav.connection')}>
      <StatusPanel />
      <DiagnosticsPanel />
      <TasksPanel />
      <Columns>
        <CachePanel />
        <SocketsPanel />
      </Columns>
    </Page>
  );
}

function CachePanel() {
  const { t } = useTranslation();
  const { data, isPending, error } = useQuery(cacheQuery);
  return (
    <Panel title={t('cache.title')} busy={isPending}>
      {isPending && <Skeleton rows={2} />}
      {error !== null && data === undefined && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {data != null && <CacheFacts statistics={data} />}
    </Panel>
  );
}

function CacheFacts({ statistics }: { readonly statistics: CacheStatistics }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const count = (value: number | null) => (value === null ? <Unknown /> : formats.integer(value));
  const redis = statistics.redis_available;
  return (
    <FactList
      facts={[
        { label: t('cache.hitRate'), value: statistics.hit_rate_percent === null ? <Unknown reason={t('cache.noRequests')} /> : formats.percent(statistics.hit_rate_percent) },
        { label: t('cache.requests'), value: count(statistics.total_requests) },
        { label: t('cache.entries'), value: count(statistics.memory_cache_size) },
        { label: t('cache.redis'), value: redis === null ? <Unknown /> : redis ? t('cache.redisUp') : t('cache.redisOff') },
      ]}
    />
  );
}

function SocketsPanel() {
  const { t } = useTranslation();
  const { data, isPending, error } = useQuery(socketsQuery);
  return (
    <Panel title={t('sockets.title')} busy={isPending}>
      {isPending && <Skeleton rows={2} />}
      {error !== null && data === undefined && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {data !== undefined && <SocketFacts statistics={data} />}
    </Panel>
  );
}

function SocketFacts({ statistics }: { readonly statistics: SocketStatistics }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const count = (value: number | null) => (value === null ? <Unknown /> : formats.integer(value));
  return (
    <FactList
      facts={[
        { label: t('sockets.clients'), value: count(statistics.total_connections) },
        { label: t('sockets.sent'), value: count(statistics.messages_sent) },
        { label: t('sockets.dropped'), value: count(statistics.messages_dropped) },
        { label: t('sockets.bytes'), value: statistics.bytes_sent === null ? <Unknown /> : formats.bytes(statistics.bytes_sent) },
      ]}
    />
  );
}

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { FactList } from '~/design/FactList';
import { Meter } from '~/design/Meter';
import { Panel } from '~/design/Panel';
import { Failure, Skeleton } from '~/design/States';
import { Unknown } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import { infoQuery, machineQuery } from './status';

export function MachinePanel() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data, error } = useQuery(infoQuery);
  const { data: now } = useQuery(machineQuery);
  const unknown = <Unknown reason={t('status.notSeen')} />;
  const share = (percent: number | null | undefined): ReactNode => (percent == null ? unknown : <Meter percent={percent}>{formats.percent(percent)}</Meter>);
  const bytes = (value: number | null | undefined) => (value == null ? unknown : formats.bytes(value));
  return (
    <Panel title={t('status.machine')} busy={data === undefined && error === null} aside={data?.host}>
      {data === undefined && error === null && <Skeleton rows={4} />}
      {data === undefined && error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {data !== undefined && (
        <FactList
          facts={[
            { label: t('status.cpu'), value: share(now?.cpu.usage) },
            { label: t('status.memory'), value: share(data.memory.usage_percentage) },
            { label: t('status.disk'), value: share(now?.disk.usage_percentage) },
            { label: t('status.load'), value: now?.cpu.load_avg == null ? unknown : now.cpu.load_avg.map((load) => formats.decimal(load, 2)).join(' · ') },
            { label: t('status.cores'), value: data.cores === null ? unknown : formats.integer(data.cores) },
            { label: t('status.memoryTotal'), value: bytes(data.memory.total_bytes) },
            { label: t('status.received'), value: bytes(now?.network.bytes_recv) },
            { label: t('status.sent'), value: bytes(now?.network.bytes_sent) },
            { label: t('status.ownMemory'), value: bytes(data.process.memory_bytes) },
            { label: t('status.ownHeap'), value: bytes(data.process.heap_bytes) },
            { label: t('status.ownThreads'), value: data.process.threads === null ? unknown : formats.integer(data.process.threads) },
            { label: t('status.ownCpu'), value: data.process.cpu_seconds === null ? unknown : formats.seconds(data.process.cpu_seconds) },
            { label: t('status.os'), value: [data.os.description, data.os.architecture].filter(Boolean).join(', ') },
            { label: t('status.runtime'), value: data.runtime ?? unknown },
          ]}
        />
      )}
    </Panel>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { FactList } from '~/design/FactList';
import { Panel } from '~/design/Panel';
import { Skeleton } from '~/design/States';
import { Unknown } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import { statisticsQuery } from './status';

export function StorePanel() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data } = useQuery(statisticsQuery);
  const unknown = <Unknown reason={t('status.notSeen')} />;
  const bytes = (value: number | null) => (value === null ? unknown : formats.bytes(value));
  const count = (value: number | null) => (value === null ? unknown : formats.integer(value));
  return (
    <Panel title={t('status.store')} busy={data === undefined}>
      {data === undefined && <Skeleton rows={2} />}
      {data !== undefined && (
        <FactList
          facts={[
            { label: t('status.database'), value: data.store.kind === 'postgresql' ? t('status.postgresql') : t('status.sqlite') },
            { label: t('status.stateSize'), value: bytes(data.store.state_bytes) },
            { label: t('status.historySize'), value: bytes(data.store.history_bytes) },
            { label: t('status.tenants'), value: count(data.tenants) },
            { label: t('status.users'), value: count(data.users) },
            { label: t('status.sessions'), value: count(data.sessions) },
          ]}
        />
      )}
    </Panel>
  );
}

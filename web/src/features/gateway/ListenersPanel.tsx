import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { controlQuery } from '~/api/control';
import { describeProblem } from '~/api/describeProblem';
import { FactList } from '~/design/FactList';
import { Panel } from '~/design/Panel';
import { Failure, Skeleton } from '~/design/States';
import { UnknownCell } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';

/** What the gateways run on, and where they listen. */
export function ListenersPanel() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data, error } = useQuery(controlQuery);
  const listeners = data?.listeners.filter(({ gateway }) => gateway !== null) ?? [];
  return (
    <Panel title={t('gateway.state')}>
      {data === undefined && error === null && <Skeleton rows={4} />}
      {error !== null && data === undefined && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {data != null && (
        <FactList
          facts={[
            { label: t('gateway.revision'), value: data.config_revision === null ? <UnknownCell /> : formats.integer(data.config_revision) },
            { label: t('gateway.pools'), value: data.pools === null ? <UnknownCell /> : formats.integer(data.pools) },
            { label: t('gateway.routes'), value: data.routes === null ? <UnknownCell /> : formats.integer(data.routes) },
            ...listeners.map(({ name, endpoint, tls }) => ({ label: tls === true ? t('gateway.listenerTls') : t('gateway.listener'), value: endpoint ?? name ?? <UnknownCell /> })),
          ]}
        />
      )}
    </Panel>
  );
}

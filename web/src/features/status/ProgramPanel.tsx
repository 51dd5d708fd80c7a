import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { FactList } from '~/design/FactList';
import { Panel } from '~/design/Panel';
import { Failure, Skeleton } from '~/design/States';
import { Unknown } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import { HealthState } from './HealthState';
import { statusQuery, versionQuery } from './status';

export function ProgramPanel() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data, error } = useQuery(statusQuery);
  const { data: version } = useQuery(versionQuery);
  const unknown = <Unknown reason={t('status.notTold')} />;
  const count = (value: number | null) => (value === null ? unknown : formats.integer(value));
  return (
    <Panel title={t('status.program')} busy={data === undefined && error === null}>
      {data === undefined && error === null && <Skeleton rows={4} />}
      {data === undefined && error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {data !== undefined && (
        <FactList
          facts={[
            { label: t('status.state'), value: <HealthState name={data.status} /> },
            { label: t('status.version'), value: data.version ?? unknown },
            { label: t('status.commit'), value: version?.commit?.slice(0, 12) ?? <Unknown reason={t('status.noCommit')} /> },
            { label: t('status.built'), value: version?.built_at == null ? unknown : formats.fullDate(Date.parse(version.built_at) / 1000) },
            { label: t('status.uptime'), value: data.uptime_seconds === null ? unknown : formats.seconds(data.uptime_seconds) },
            { label: t('status.node'), value: data.node_id ?? unknown },
            { label: t('status.role'), value: data.role === 'all' ? t('status.allRoles') : (data.role ?? unknown) },
            { label: t('status.leader'), value: data.leader === true ? t('status.yes') : t('status.no') },
            { label: t('status.revision'), value: data.config_revision === null ? <Unknown reason={t('status.noRevision')} /> : formats.integer(data.config_revision) },
            { label: t('status.routes'), value: count(data.routes) },
            { label: t('status.pools'), value: count(data.pools) },
            { label: t('status.sockets'), value: count(data.websocket_clients) },
          ]}
        />
      )}
    </Panel>
  );
}

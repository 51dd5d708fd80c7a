import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { describeProblem } from '~/api/describeProblem';
import { Panel } from '~/design/Panel';
import { Empty, Failure, Skeleton } from '~/design/States';
import { BackendTable } from '~/live/backends/BackendTable';
import { useBackends } from '~/live/backends/useBackends';

/** The pools as the balancer sees them; what may be changed is on their own page. */
export function BackendsPanel() {
  const { t } = useTranslation();
  const { rows, error } = useBackends(undefined);
  const loading = rows === undefined && error === null;
  return (
    <Panel title={t('backends.title')} flush busy={loading} aside={<Link to="/gateway/pools">{t('gateway.managePools')}</Link>}>
      {loading && <Skeleton rows={3} />}
      {error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {rows?.length === 0 && <Empty>{t('backends.none')}</Empty>}
      {rows !== undefined && rows.length > 0 && <BackendTable rows={rows} />}
    </Panel>
  );
}

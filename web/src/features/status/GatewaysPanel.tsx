import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { Panel } from '~/design/Panel';
import { Empty, Failure, Skeleton } from '~/design/States';
import { Status } from '~/design/Status';
import table from '~/design/Table.module.css';
import { UnknownCell } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import { serverText } from '~/i18n/serverText';
import { useWallClock } from '~/live/useWallClock';
import { statisticsQuery, type Gateway } from './status';

/** Each gateway: whether it is there, on which revision, and how far behind. */
export function GatewaysPanel() {
  const { t } = useTranslation();
  const { data, error } = useQuery(statisticsQuery);
  return (
    <Panel title={t('status.gateways')} flush busy={data === undefined && error === null}>
      {data === undefined && error === null && <Skeleton rows={2} />}
      {data === undefined && error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {data?.gateways.length === 0 && <Empty>{t('status.noGateways')}</Empty>}
      {data !== undefined && data.gateways.length > 0 && (
        <div className={table.scroll} tabIndex={0} role="group" aria-label={t('status.gateways')}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t('status.name')}</th>
                <th scope="col">{t('status.place')}</th>
                <th scope="col">{t('status.state')}</th>
                <th scope="col">{t('status.since')}</th>
                <th scope="col">{t('status.lastSeen')}</th>
                <th scope="col" className={table.number}>{t('status.revision')}</th>
                <th scope="col">{t('status.lag')}</th>
                <th scope="col">{t('status.version')}</th>
                <th scope="col" className={table.number}>{t('status.connections')}</th>
                <th scope="col" className={table.number}>{t('status.requests')}</th>
              </tr>
            </thead>
            <tbody>
              {data.gateways.map((row) => (
                <Row key={row.name} row={row} newest={data.config_revision} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function Row({ row, newest }: { readonly row: Gateway; readonly newest: number | null }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useWallClock();
  const never = <UnknownCell reason={t('status.neverSeen')} />;
  const count = (value: number | null) => (value === null ? never : formats.integer(value));
  return (
    <tr>
      <th scope="row">{row.name}</th>
      <td className={table.quiet}>{row.remote === true ? t('status.remote') : t('status.local')}</td>
      <td title={serverText(row.reason) ?? undefined}>{row.connected === true ? <Status tone="good">{t('status.linked')}</Status> : <Status tone="bad">{t('status.away')}</Status>}</td>
      <td>{row.since === null ? never : formats.dateTime(Date.parse(row.since) / 1000)}</td>
      <td>{row.last_seen === null ? never : formats.ago(now - Date.parse(row.last_seen) / 1000)}</td>
      <td className={table.number}>{count(row.revision)}</td>
      <td>
        <Lag row={row} newest={newest} />
      </td>
      <td className={table.quiet}>{row.program_version ?? never}</td>
      <td className={table.number}>{count(row.open_connections)}</td>
      <td className={table.number}>{count(row.requests_total)}</td>
    </tr>
  );
}

function Lag({ row: { revision, refused_revision: refused }, newest }: { readonly row: Gateway; readonly newest: number | null }) {
  const { t } = useTranslation();
  if (refused !== null) return <Status tone="bad">{t('status.refuses', { revision: refused })}</Status>;
  if (revision === null) return <UnknownCell reason={t('status.neverSeen')} />;
  // Before the first revision every gateway runs on what the program itself brings.
  const behind = Math.max(0, (newest ?? revision) - revision);
  return behind === 0 ? <Status tone="good">{t('status.upToDate')}</Status> : <Status tone="warn">{t('status.behind', { count: behind })}</Status>;
}

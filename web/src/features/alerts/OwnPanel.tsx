import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { Panel } from '~/design/Panel';
import { Empty, Failure, Skeleton } from '~/design/States';
import { Status, type Tone } from '~/design/Status';
import table from '~/design/Table.module.css';
import { UnknownCell } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import type { Alert } from '~/live/alert';
import { useWallClock } from '~/live/useWallClock';
import { describeAlert, describePlaces } from '~/live/describeAlert';
import { useAlerts } from '~/live/useAlerts';

/** What Farol itself noticed of the router that is chosen: mass disconnects, lost contact. */
export function OwnPanel() {
  const { t } = useTranslation();
  const { alerts, pending, error } = useAlerts();
  return (
    <Panel title={t('alerts.own')} flush busy={pending}>
      {alerts.length === 0 && pending && <Skeleton rows={2} />}
      {alerts.length === 0 && error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {alerts.length === 0 && !pending && error === null && <Empty>{t('alerts.ownNone')}</Empty>}
      {alerts.length > 0 && (
        <div className={table.scroll} tabIndex={0} role="group" aria-label={t('alerts.own')}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t('alerts.since')}</th>
                <th scope="col">{t('alerts.state')}</th>
                <th scope="col">{t('alerts.lasted')}</th>
                <th scope="col">{t('alerts.summary')}</th>
              </tr>
            </thead>
            <tbody>
              {alerts.map((alert) => (
                <OwnRow key={alert.id} alert={alert} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function OwnRow({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useWallClock();
  const started = alert.startedAt === null ? null : Date.parse(alert.startedAt) / 1000;
  const ended = alert.endedAt === null ? null : Date.parse(alert.endedAt) / 1000;
  const tone: Tone = ended !== null ? 'good' : alert.severity === 'info' ? 'muted' : alert.severity === 'warning' ? 'warn' : 'bad';
  return (
    <tr>
      <th scope="row">{started === null ? <UnknownCell reason={t('alerts.notTold')} /> : formats.dateTime(started)}</th>
      <td>
        <Status tone={tone}>{ended === null ? t('alert.open') : t('alert.over')}</Status>
      </td>
      <td>{started === null ? <UnknownCell reason={t('alerts.notTold')} /> : formats.seconds((ended ?? now) - started)}</td>
      <td>
        {describeAlert(t, formats, alert)} <span className={table.quiet}>{describePlaces(t, formats, alert)}</span>
      </td>
    </tr>
  );
}

import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import type { ExportColumn } from '~/design/ExportTable';
import { Panel } from '~/design/Panel';
import { RouterTime } from '~/design/RouterTime';
import { Empty, Failure, Skeleton } from '~/design/States';
import { Status, type Tone } from '~/design/Status';
import table from '~/design/Table.module.css';
import { UnknownCell } from '~/design/Unknown';
import { ExportReading } from '~/live/ExportReading';
import { useRouterId } from '~/live/routerId';
import { alarmsQuery, type RouterAlarm } from './lists';

const exported: readonly ExportColumn<RouterAlarm>[] = (['sequence', 'alarm_id', 'severity', 'raised_at', 'description'] as const).map((key) => ({ key, value: (row) => row[key] }));

export function AlarmsPanel() {
  const { t } = useTranslation();
  const { data, isPending, error } = useQuery(alarmsQuery(useRouterId()));
  return (
    <Panel title={t('alarms.title')} flush busy={isPending} aside={<ExportReading name="alarms" columns={exported} rows={data ?? []} />}>
      {isPending && <Skeleton rows={4} />}
      {error !== null && data === undefined && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {data?.length === 0 && <Empty>{t('alarms.none')}</Empty>}
      {data !== undefined && data.length > 0 && <AlarmTable alarms={data} />}
    </Panel>
  );
}

function AlarmTable({ alarms }: { readonly alarms: readonly RouterAlarm[] }) {
  const { t } = useTranslation();
  return (
    <div className={table.scroll} tabIndex={0} role="group" aria-label={t('alarms.title')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('alarms.severity')}</th>
            <th scope="col">{t('alarms.what')}</th>
            <th scope="col">{t('alarms.since')}</th>
          </tr>
        </thead>
        <tbody>
          {alarms.map((alarm, index) => {
            const { severity, raised_at: at } = alarm;
            return (
              <tr key={alarm.sequence ?? index}>
                <td>{severity === null ? <UnknownCell /> : <Status tone={toneOf(severity)}>{severityWord(t, severity)}</Status>}</td>
                <td className={table.text}>
                  {alarm.description} <span className={table.quiet}>{alarm.alarm_id}</span>
                </td>
                <td>{at === null ? <UnknownCell /> : <RouterTime at={at} />}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const severities = ['critical', 'major', 'minor', 'warning', 'indeterminate', 'cleared'] as const;

function severityWord(t: TFunction, severity: string): string {
  const usual = severities.find((word) => word === severity.toLowerCase());
  return usual === undefined ? severity : t(`alarms.severities.${usual}`);
}

function toneOf(severity: string): Tone {
  if (/critical|major/i.test(severity)) return 'bad';
  return /minor|warning/i.test(severity) ? 'warn' : 'muted';
}

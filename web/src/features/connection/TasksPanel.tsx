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
import { useRouterId } from '~/live/routerId';
import { tasksQuery, type BackgroundTask } from './queries';

export function TasksPanel() {
  const { t } = useTranslation();
  const { data, isPending, error } = useQuery(tasksQuery(useRouterId()));
  return (
    <Panel title={t('tasks.title')} flush busy={isPending}>
      {isPending && <Skeleton rows={5} />}
      {error !== null && data === undefined && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {data?.length === 0 && <Empty>{t('tasks.none')}</Empty>}
      {data !== undefined && data.length > 0 && <TaskTable tasks={data} />}
    </Panel>
  );
}

function TaskTable({ tasks }: { readonly tasks: readonly BackgroundTask[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const date = (value: string | null) => (value === null ? <UnknownCell reason={t('tasks.never')} /> : formats.dateTime(Date.parse(value) / 1000));
  return (
    <div className={table.scroll} tabIndex={0} role="group" aria-label={t('tasks.title')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('tasks.task')}</th>
            <th scope="col" className={table.number}>{t('tasks.interval')}</th>
            <th scope="col">{t('tasks.lastRun')}</th>
            <th scope="col" className={table.number}>{t('tasks.duration')}</th>
            <th scope="col">{t('tasks.nextRun')}</th>
            <th scope="col" className={table.number}>{t('tasks.errors')}</th>
            <th scope="col">{t('tasks.lastError')}</th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task, index) => (
            <tr key={task.name ?? index}>
              <th scope="row">{task.name}</th>
              <td className={table.number}>{task.effective_interval_seconds === null ? <UnknownCell /> : formats.seconds(task.effective_interval_seconds)}</td>
              <td>{date(task.last_run)}</td>
              <td className={table.number}>{task.last_duration_seconds === null ? <UnknownCell reason={t('tasks.never')} /> : formats.decimal(task.last_duration_seconds * 1000, 0)}</td>
              <td>{date(task.next_run)}</td>
              <td className={table.number}>{task.errors === null ? <UnknownCell /> : task.errors === 0 ? formats.integer(0) : <Status tone="bad">{formats.integer(task.errors)}</Status>}</td>
              <td className={table.wide} title={serverText(task.last_error) ?? undefined}>{serverText(task.last_error)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

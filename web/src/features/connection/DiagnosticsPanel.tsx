import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { isProblem } from '~/api/problem';
import { Button } from '~/design/Button';
import { Panel } from '~/design/Panel';
import { Empty, Failure, Skeleton } from '~/design/States';
import { Status } from '~/design/Status';
import table from '~/design/Table.module.css';
import { UnknownCell } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import { serverText } from '~/i18n/serverText';
import { useRouterId } from '~/live/routerId';
import { runDiagnostics, type DiagnosticRow } from './queries';

/** Runs only when asked: it takes the router's terminal for a while. */
export function DiagnosticsPanel() {
  const { t } = useTranslation();
  const router = useRouterId();
  const run = useMutation({ mutationFn: () => runDiagnostics(router) });
  return (
    <Panel
      title={t('diagnostics.title')}
      flush
      busy={run.isPending}
      aside={
        <Button onClick={() => run.mutate()} disabled={run.isPending}>
          {t('diagnostics.run')}
        </Button>
      }
    >
      {run.isIdle && <Empty>{t('diagnostics.idle')}</Empty>}
      {run.isPending && <Skeleton rows={5} />}
      {run.isError && (
        <Failure
          title={isProblem(run.error, 401, 403) ? t('connection.needsOperator') : t('diagnostics.failed')}
          detail={describeProblem(t, run.error)}
          action={isProblem(run.error, 401, 403) && <Link to="/login" search={{ back: '/monitor/connection' }}>{t('session.login')}</Link>}
        />
      )}
      {run.isSuccess && (run.data.length === 0 ? <Empty>{t('diagnostics.nothing')}</Empty> : <Rows rows={run.data} />)}
    </Panel>
  );
}

function Rows({ rows }: { readonly rows: readonly DiagnosticRow[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className={table.scroll} tabIndex={0} role="group" aria-label={t('diagnostics.title')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('diagnostics.step')}</th>
            <th scope="col">{t('diagnostics.result')}</th>
            <th scope="col" className={table.number}>{t('diagnostics.seconds')}</th>
            <th scope="col" className={table.number}>{t('diagnostics.fields')}</th>
            <th scope="col">{t('diagnostics.detail')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={`${row.name}-${index}`}>
              <th scope="row">{row.name}</th>
              <td>{row.ok === null ? <UnknownCell /> : <Status tone={row.ok ? 'good' : 'bad'}>{row.ok ? t('diagnostics.ok') : t('diagnostics.notOk')}</Status>}</td>
              <td className={table.number}>{row.seconds === null ? <UnknownCell /> : formats.decimal(row.seconds, 2)}</td>
              <td className={table.number}>{row.fields === null ? <UnknownCell /> : formats.integer(row.fields)}</td>
              <td className={table.wide} title={serverText(row.detail) ?? undefined}>{serverText(row.detail)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { SelectField, TextField } from '~/design/Field';
import filters from '~/design/Filters.module.css';
import { Pager } from '~/design/Pager';
import { Panel } from '~/design/Panel';
import { Empty, Failure, Skeleton } from '~/design/States';
import { Status, type Tone } from '~/design/Status';
import { useFormats } from '~/i18n/formats';
import styles from './LogsPanel.module.css';
import { LOG_PAGE, logsQuery, type LogFilter, type LogRecord } from './status';

const levels = ['DEBUG', 'INFO', 'WARNING', 'ERROR'] as const;
const tones: Readonly<Record<string, Tone>> = { WARNING: 'warn', ERROR: 'bad' };

/** The records of the control plane, the newest first. */
export function LogsPanel() {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const { page = 1, ...filter } = useSearch({ from: '/system' });
  const { data, error } = useQuery(logsQuery(filter, page));
  const set = (name: keyof LogFilter, value: string) => {
    const next = { ...filter, [name]: value.trim() };
    void navigate({ to: '.', search: Object.fromEntries(Object.entries(next).filter(([, kept]) => kept !== '')) });
  };
  const typed = (name: 'component' | 'text', label: string) => (
    <TextField
      key={`${name} ${filter[name] ?? ''}`}
      label={label}
      defaultValue={filter[name] ?? ''}
      spellCheck={false}
      onBlur={(event) => event.target.value !== (filter[name] ?? '') && set(name, event.target.value)}
      onKeyDown={(event) => event.key === 'Enter' && set(name, event.currentTarget.value)}
    />
  );
  return (
    <Panel
      title={t('status.logs')}
      flush
      busy={data === undefined && error === null}
      aside={
        data === undefined ? null : (
          <>
            {data.source === 'memory' ? t('status.fromMemory') : t('status.fromFile')}
            {data.since !== null && <span>{t('status.reachesBack', { time: formats.dateTime(Date.parse(data.since) / 1000) })}</span>}
            {data.is_whole === false && <span>{t('status.notWhole')}</span>}
          </>
        )
      }
    >
      <form className={filters.filters} aria-label={t('status.logFilters')} onSubmit={(event) => event.preventDefault()}>
        <SelectField label={t('status.level')} value={filter.level ?? ''} onChange={(event) => set('level', event.target.value)}>
          <option value="">{t('status.everyLevel')}</option>
          {levels.map((level) => (
            <option key={level}>{level}</option>
          ))}
        </SelectField>
        {typed('component', t('status.component'))}
        {typed('text', t('status.text'))}
      </form>
      {data === undefined && error === null && <Skeleton rows={8} />}
      {data === undefined && error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {data?.items.length === 0 && <Empty>{t('status.noLogs')}</Empty>}
      {data !== undefined && data.items.length > 0 && (
        <ol className={styles.records} tabIndex={0} aria-label={t('status.logs')}>
          {data.items.map((row, index) => (
            <Line key={`${row.timestamp ?? ''} ${index}`} row={row} />
          ))}
        </ol>
      )}
      <Pager page={page} last={Math.max(1, Math.ceil((data?.total_count ?? 0) / LOG_PAGE))} onGo={(to) => void navigate({ to: '.', search: { ...filter, page: to } })} />
    </Panel>
  );
}

function Line({ row }: { readonly row: LogRecord }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <li className={styles.record}>
      <span className={styles.time}>{row.timestamp !== null && formats.dateTime(Date.parse(row.timestamp) / 1000)}</span>
      <Status tone={tones[row.level ?? ''] ?? 'muted'}>{row.level}</Status>
      <span className={styles.what}>
        {row.message}
        {row.exception !== null && (
          <details>
            <summary>{t('status.exception')}</summary>
            <pre className={styles.exception}>{row.exception}</pre>
          </details>
        )}
      </span>
      <span className={styles.component}>{row.component?.split('.').at(-1)}</span>
    </li>
  );
}

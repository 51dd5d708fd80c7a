import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { backendsQuery, type BackendRow } from '~/api/gateway';
import { describeProblem } from '~/api/describeProblem';
import { Panel } from '~/design/Panel';
import { Empty, Failure, Skeleton } from '~/design/States';
import { Status, type Tone } from '~/design/Status';
import table from '~/design/Table.module.css';
import { UnknownCell } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import { useChannels } from '~/live/channels/useChannels';
import { useWallClock } from './useWallClock';
import { useRates } from './useRates';

/** A row a backend, by pool: its state and who says so, its share, what it works on, how fast, how well. */
export function BackendsPanel() {
  const { t } = useTranslation();
  const live = useChannels((channels) => channels.backends);
  const { data, error, isPending } = useQuery({ ...backendsQuery, enabled: live === null });
  const rows = live ?? data;
  return (
    <Panel title={t('backends.title')} flush busy={rows === undefined && isPending} aside={rows === undefined ? null : t('backends.count', { count: rows.length })}>
      {rows === undefined && error === null && <Skeleton rows={3} />}
      {rows === undefined && error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {rows?.length === 0 && <Empty>{t('backends.none')}</Empty>}
      {rows !== undefined && rows.length > 0 && <BackendTable rows={rows} />}
    </Panel>
  );
}

const columns = ['state', 'weight', 'rate', 'inFlight', 'connections', 'answer', 'errors', 'lastCheck'] as const;

function BackendTable({ rows }: { readonly rows: readonly BackendRow[] }) {
  const { t } = useTranslation();
  const rates = useRates(rows);
  const sorted = [...rows].sort((one, other) => (one.pool ?? '').localeCompare(other.pool ?? '') || one.id.localeCompare(other.id));
  return (
    <div className={table.scroll} tabIndex={0} role="group" aria-label={t('backends.title')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('backends.pool')}</th>
            <th scope="col">{t('backends.address')}</th>
            {columns.map((name) => (
              <th key={name} scope="col" className={name === 'state' ? undefined : table.number}>
                {t(`backends.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row, index) => (
            <tr key={row.id}>
              <td className={table.quiet}>{sorted[index - 1]?.pool === row.pool ? '' : row.pool}</td>
              <th scope="row" title={row.id}>
                {row.address ?? row.id}
              </th>
              <td>
                <State row={row} />
              </td>
              <Cells row={row} rate={rates.get(row.id) ?? null} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cells({ row, rate }: { readonly row: BackendRow; readonly rate: number | null }) {
  const formats = useFormats();
  const now = useWallClock();
  const checked = row.last_check === null ? null : now - Date.parse(row.last_check) / 1000;
  return (
    <>
      <NumberCell value={row.weight} format={formats.integer} />
      <NumberCell value={rate} format={(value) => formats.decimal(value, value < 10 ? 1 : 0)} />
      <NumberCell value={row.in_flight} format={formats.integer} />
      <NumberCell value={row.connections} format={formats.integer} />
      <NumberCell value={row.response_time} format={(value) => formats.decimal(value, value < 10 ? 2 : 0)} />
      <NumberCell value={row.error_rate} format={formats.percent} />
      <NumberCell value={checked} format={formats.ago} />
    </>
  );
}

function NumberCell({ value, format }: { readonly value: number | null; readonly format: (value: number) => string }) {
  return <td className={table.number}>{value === null || Number.isNaN(value) ? <UnknownCell /> : format(value)}</td>;
}

const tones: Readonly<Record<string, Tone>> = { healthy: 'good', unhealthy: 'bad', set_aside: 'bad', on_trial: 'warn', draining: 'warn', disabled: 'muted' };

function State({ row }: { readonly row: BackendRow }) {
  const { t } = useTranslation();
  const word = row.status === 'draining' ? 'draining' : row.health;
  if (word === null) return <Status tone="muted">{t('backends.health.unknown')}</Status>;
  return (
    <span title={row.last_error ?? undefined}>
      <Status tone={tones[word] ?? 'muted'}>{word in tones ? t(`backends.health.${word as 'healthy'}`) : word}</Status>
    </span>
  );
}

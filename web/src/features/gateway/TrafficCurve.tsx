import { useMemo, useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import type { TrafficPoint } from '~/api/gateway';
import { describeProblem } from '~/api/describeProblem';
import { TimeChart } from '~/charts/TimeChart';
import { Panel } from '~/design/Panel';
import { Empty, Failure, TallSkeleton } from '~/design/States';
import { useFormats } from '~/i18n/formats';
import { useTraffic } from './useTraffic';
import styles from './TrafficCurve.module.css';

const WINDOW_SECONDS = 300;

/** Requests of every second of the last five minutes. */
export function TrafficCurve() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { figures, points, error } = useTraffic();
  const loading = figures === undefined && error === null;
  const [cursor, setCursor] = useState<number | null>(null);
  const times = useMemo(() => points.map(({ timestamp }) => Date.parse(timestamp) / 1000), [points]);
  const series = useMemo(() => [{ label: t('gateway.rate'), colour: '--accent', filled: true, values: points.map(({ rps }) => rps) }], [points, t]);
  const to = times.at(-1) ?? 0;
  const known = points.filter(({ rps }) => rps !== null);
  const summary = known.length === 0 ? t('gateway.curveEmpty') : t('gateway.curveSummary', { most: formats.integer(Math.max(...known.map(({ rps }) => rps ?? 0))) });
  return (
    <Panel title={t('gateway.curve')} aside={<Readout point={cursor === null ? undefined : points[cursor]} />} busy={loading}>
      {error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {times.length < 2 && error === null && (loading ? <TallSkeleton>{t('chart.reading')}</TallSkeleton> : <Empty>{t('gateway.curveEmpty')}</Empty>)}
      {times.length >= 2 && (
        <TimeChart
          summary={summary}
          times={times}
          series={series}
          range={{ from: to - WINDOW_SECONDS, to }}
          formatValue={formats.integer}
          formatTime={formats.clock}
          onCursor={setCursor}
        />
      )}
    </Panel>
  );
}

function Readout({ point }: { readonly point: TrafficPoint | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (point === undefined) return null;
  return (
    <span className={styles.readout}>
      {formats.clock(Date.parse(point.timestamp) / 1000)}{' '}
      <strong>{point.rps === null ? t('overview.notMeasured') : `${formats.integer(point.rps)} ${t('gateway.perSecond')}`}</strong>
      {point.rt !== null && <span className={styles.beside}>{t('connection.milliseconds', { value: formats.decimal(point.rt) })}</span>}
    </span>
  );
}

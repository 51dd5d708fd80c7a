import { useMemo } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { useLive } from '~/live/LiveProvider';
import { ChartPanel, type ChartSeries } from './ChartPanel';
import { peakOf, type Sample } from './merge';
import { useSpan } from './span';
import { useGhosts, useHistoryLine } from './useHistoryLine';

interface Props {
  readonly title: string;
  readonly series: string;
  /** The column of an exported file. */
  readonly field: string;
  readonly empty: string;
  readonly summary: (peak: string) => string;
  readonly formatValue: (value: number) => string;
  readonly live?: readonly Sample[];
  readonly liveStep?: number;
  /** The first chart of a page offers the ranges for all. */
  readonly isFirst?: boolean;
  /** Beside yesterday and last week. */
  readonly compared?: boolean;
  readonly top?: number;
  readonly fromZero?: boolean;
  readonly dimmed?: boolean;
}

const colours = { yesterday: '--series-2', lastWeek: '--series-8' } as const;
const keys = { yesterday: 'yesterday', lastWeek: 'last_week' } as const;
const NOT_COMPARED = { from: 0, to: 0 };

/** One stored series on its own chart. */
export function SeriesChart({ title, series, field, empty, summary, formatValue, live, liveStep, isFirst = false, compared = false, top, fromZero = true, dimmed = false }: Props) {
  const { t } = useTranslation();
  const span = useSpan();
  const range = span.range ?? '24h';
  const simulated = useLive((snapshot) => snapshot.simulated);
  const { line, from, to, step, pending } = useHistoryLine({ series, range, zoom: span.zoom, ...(live === undefined ? {} : { live }), ...(liveStep === undefined ? {} : { liveStep }) });
  const past = compared ? { from, to } : NOT_COMPARED;
  const ghosts = useGhosts(series, past.from, past.to, step);
  const drawn = useMemo<readonly ChartSeries[]>(
    () => [
      { key: field, label: ghosts.length === 0 ? title : t('chart.today'), colour: '--accent', filled: true, line },
      ...ghosts.map(({ name, line: before }) => ({ key: `${field}_${keys[name]}`, label: t(`chart.${name}`), colour: colours[name], ghost: true, line: before })),
    ],
    [field, title, line, ghosts, t],
  );
  const peak = useMemo(() => peakOf(line), [line]);
  return (
    <ChartPanel
      title={title}
      name={series}
      summary={peak === null ? empty : summary(formatValue(peak.value))}
      empty={empty}
      series={drawn}
      from={from}
      to={to}
      step={step}
      range={isFirst ? range : undefined}
      zoomed={span.zoom !== null}
      zoomTo={span.zoomTo}
      pending={pending}
      dimmed={dimmed}
      simulated={simulated}
      formatValue={formatValue}
      fromZero={fromZero}
      top={top}
    />
  );
}

import { Link } from '@tanstack/react-router';
import { lazy, memo, Suspense, useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { Button } from '~/design/Button';
import { Panel } from '~/design/Panel';
import { Empty, TallSkeleton } from '~/design/States';
import { turn } from '~/design/InTurn';
import { useFormats } from '~/i18n/formats';
import { alignLines, valueAt, type Aligned } from './lines';
import type { Line } from './merge';
import type { Band, Mark, SeriesStyle } from './options';
import { rangeNames, withSpan, type RangeName, type Zoom } from './span';
import styles from './ChartPanel.module.css';
import chart from './TimeChart.module.css';

export interface ChartSeries extends SeriesStyle {
  /** Its name in an exported file, the same in every language. */
  readonly key: string;
  readonly line: Line;
}

interface Props {
  readonly title: string;
  /** What exported files are called. */
  readonly name: string;
  readonly summary: string;
  readonly empty: string;
  readonly series: readonly ChartSeries[];
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly formatValue: (value: number) => string;
  readonly zoomTo: (zoom: Zoom | null) => void;
  readonly zoomed: boolean;
  /** The range that is chosen; without it the panel offers none, as another of the page does. */
  readonly range?: RangeName | undefined;
  readonly pending?: boolean;
  readonly dimmed?: boolean;
  readonly simulated?: boolean;
  readonly bands?: readonly Band[];
  readonly mark?: Mark | undefined;
  readonly level?: { readonly value: number; readonly label: string } | undefined;
  readonly top?: number | undefined;
  readonly fromZero?: boolean;
  readonly aside?: ReactNode;
  /** Shown where the cursor is not. */
  readonly headline?: ReactNode;
}

// The figures above a chart do not wait for what draws it.
const TimeChart = lazy(() => Promise.all([import('./TimeChart'), turn()]).then(([{ TimeChart: component }]) => ({ default: component })));

// Fetched once the picture stands: nobody saves one before.
const Exports = lazy(() => import('./Exports').then(({ Exports: component }) => ({ default: component })));

const DAY_SECONDS = 86_400;
const REACH_STEPS = 3;

/** A chart with its readout, its range and its exports in the head. The cursor is the same on all charts of a page. */
export function ChartPanel(props: Props) {
  const { title, series, from, to, step, range, zoomTo, pending = false, dimmed = false, simulated = false } = props;
  const { t } = useTranslation();
  const formats = useFormats();
  const [cursor, setCursor] = useState<number | null>(null);
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const keepCanvas = useCallback((element: HTMLCanvasElement | null) => {
    canvas.current = element;
  }, []);
  const { times, columns } = useMemo(() => alignLines(series.map(({ line }) => line)), [series]);
  // What is drawn later lies above: what was, behind what is.
  const drawn = useMemo(
    () => series.map((style, position) => ({ ...style, values: columns[position] ?? [] })).sort((one, other) => Number(other.ghost === true) - Number(one.ghost === true)),
    [series, columns],
  );
  const isEmpty = times.length < 2;
  const formatTime = (at: number) => (to - from > DAY_SECONDS ? formats.day(at) : to - from <= 900 ? formats.clock(at) : formats.time(at));
  return (
    <Panel
      title={title}
      busy={pending}
      dimmed={dimmed}
      aside={
        <>
          <Headline>{cursor === null || times[cursor] === undefined ? props.headline : <Readout {...props} times={times} columns={columns} index={cursor} reach={step * REACH_STEPS} />}</Headline>
          {props.zoomed && (
            <Button tone="quiet" onClick={() => zoomTo(null)}>
              {t('chart.zoomOut')}
            </Button>
          )}
          {range !== undefined && <RangeChoice current={props.zoomed ? null : range} />}
          {isEmpty && pending && <ExportsPlace />}
          {!isEmpty && (
            <Suspense fallback={<ExportsPlace />}>
              <Exports title={title} name={props.name} series={series} simulated={simulated} times={times} columns={columns} canvas={() => canvas.current} />
            </Suspense>
          )}
          {props.aside}
        </>
      }
    >
      {isEmpty && (pending ? <TallSkeleton>{t('chart.reading')}</TallSkeleton> : <Empty>{props.empty}</Empty>)}
      {!isEmpty && (
        <>
          <Suspense fallback={<div className={chart.chart} />}>
            <TimeChart
              summary={props.summary}
              times={times}
              series={drawn}
              range={{ from, to }}
              formatValue={props.formatValue}
              formatTime={formatTime}
              onCursor={setCursor}
              onZoom={zoomTo}
              onCanvas={keepCanvas}
              mark={props.mark}
              level={props.level}
              top={props.top}
              {...(props.fromZero === undefined ? {} : { fromZero: props.fromZero })}
              {...(props.bands === undefined ? {} : { bands: props.bands })}
            />
          </Suspense>
          {series.length > 1 && <Legend series={series} />}
        </>
      )}
    </Panel>
  );
}

/** Where a chart with a choice of ranges stands before it is rendered. */
export function ChartPlace({ title, range }: { readonly title: string; readonly range: RangeName }) {
  const { t } = useTranslation();
  return (
    <Panel
      title={title}
      busy
      aside={
        <>
          <Headline />
          <span className={styles.ranges} aria-hidden="true">
            {rangeNames.map((name) => (
              <span key={name} className={styles.range} data-current={name === range || undefined}>
                {t(`range.${name}`)}
              </span>
            ))}
          </span>
          <ExportsPlace />
        </>
      }
    >
      <TallSkeleton>{t('chart.reading')}</TallSkeleton>
    </Panel>
  );
}

/** Beside the title, its place kept where there is nothing to say yet. */
function Headline({ children }: { readonly children?: ReactNode }) {
  return (
    <span className={styles.headline} data-headline>
      {children}
    </span>
  );
}

/** Keeps the place of what comes: a head that grows would push the picture down. */
function ExportsPlace() {
  const { t } = useTranslation();
  return (
    <span className={styles.exports} data-place>
      <span>{t('export.csv')}</span>
      <span>{t('export.png')}</span>
    </span>
  );
}

type Data = Aligned;

function Readout({ series, formatValue, bands = [], times, columns, index, reach }: Props & Data & { readonly index: number; readonly reach: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const at = times[index] ?? 0;
  const incident = bands.find((band) => band.label !== undefined && at >= band.from && at <= band.to);
  return (
    <span className={styles.readout} data-testid="readout">
      {formats.dateTime(at)}
      {series.map(({ key, label, colour }, position) => {
        const value = valueAt(times, columns[position] ?? [], index, reach);
        return (
          <span key={key}>
            {series.length > 1 && <Swatch colour={colour} />}
            {series.length > 1 && `${label} `}
            <strong>{value === null ? t('overview.notMeasured') : formatValue(value)}</strong>
          </span>
        );
      })}
      {incident !== undefined && <span className={styles.incident}>{incident.label}</span>}
    </span>
  );
}

function Legend({ series }: Pick<Props, 'series'>) {
  return (
    <ul className={styles.legend}>
      {series.map(({ key, label, colour, ghost }) => (
        <li key={key}>
          <Swatch colour={colour} ghost={ghost === true} /> {label}
        </li>
      ))}
    </ul>
  );
}

function Swatch({ colour, ghost = false }: { readonly colour: string; readonly ghost?: boolean }) {
  return (
    <svg className={styles.swatch} width="14" height="8" aria-hidden="true">
      <line x1="0" y1="4" x2="14" y2="4" stroke={`var(${colour})`} strokeWidth="2" strokeDasharray={ghost ? '4 3' : undefined} />
    </svg>
  );
}

/** Made anew when another range is chosen, and not with every sample of the chart: five addresses are dear. */
const RangeChoice = memo(function RangeChoice({ current }: { readonly current: RangeName | null }) {
  const { t } = useTranslation();
  return (
    <span className={styles.ranges} role="group" aria-label={t('range.label')}>
      {rangeNames.map((name) => (
        <Link key={name} to="." search={(before) => withSpan(before, { range: name })} className={styles.range} aria-current={name === current ? 'true' : undefined} replace>
          {t(`range.${name}`)}
        </Link>
      ))}
    </span>
  );
});

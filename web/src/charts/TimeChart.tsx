import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import { useTheme } from '~/design/theme';
import type { Column } from './lines';
import { chartOptions, type Drawn, type SeriesStyle } from './options';
import type { Zoom } from './span';
import styles from './TimeChart.module.css';

interface Props extends Omit<Drawn, 'series' | 'onZoom'> {
  /** Accessible summary of what the picture shows. */
  readonly summary: string;
  readonly times: readonly number[];
  readonly series: readonly (SeriesStyle & { readonly values: Column })[];
  /** Told of a stretch that was drawn over, and of the way back; without it the chart keeps its zoom to itself. */
  readonly onZoom?: (zoom: Zoom | null) => void;
  /** Told of the canvas, for a picture of it. */
  readonly onCanvas?: (canvas: HTMLCanvasElement | null) => void;
}

/** Lines over time: y from zero, gaps as gaps, drag to zoom, double-click back. */
export function TimeChart(props: Props) {
  const { summary, times, series, bands, level, mark, onCanvas } = props;
  const theme = useTheme();
  const box = useRef<HTMLDivElement>(null);
  const [own, setOwn] = useState<Zoom | null>(null);
  const { from, to } = props.onZoom === undefined && own !== null ? own : props.range;
  const drawn: Drawn = { ...props, onZoom: props.onZoom ?? setOwn };
  const latest = useRef(drawn);
  const [plot, setPlot] = useState<uPlot | null>(null);
  const shape = series.map(({ label, colour, filled, ghost }) => `${label}|${colour}|${filled === true}|${ghost === true}`).join();

  useEffect(() => {
    latest.current = drawn;
  });

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const size = () => ({ width: element.clientWidth, height: element.clientHeight });
    let created: uPlot | undefined;
    const observer = new ResizeObserver(() => created?.setSize(size()));
    // In a task of its own: what is around the chart does not wait for it, nor does a finger for both.
    const timer = setTimeout(() => {
      created = new uPlot({ ...chartOptions(element, () => latest.current), ...size() }, [[]], element);
      observer.observe(element);
      setPlot(created);
      onCanvas?.(created.ctx.canvas);
    });
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      if (created === undefined) return;
      created.destroy();
      setPlot(null);
      onCanvas?.(null);
    };
  }, [theme, shape, onCanvas]);

  useEffect(() => {
    // A plot of another shape is about to be replaced.
    if (plot?.series.length !== series.length + 1) return;
    plot.setData([times as number[], ...series.map(({ values }) => values as (number | null | undefined)[])], false);
    plot.setScale('x', { min: from, max: to });
  }, [plot, times, series, from, to, bands, level, mark]);

  return <div ref={box} className={styles.chart} role="img" aria-label={summary} />;
}

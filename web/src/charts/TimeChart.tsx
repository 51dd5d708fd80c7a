import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useTheme } from '~/design/theme';
import { chartOptions, type Band, type Mark, type SeriesStyle } from './options';
import styles from './TimeChart.module.css';

interface Props {
  /** Accessible summary of what the picture shows. */
  readonly summary: string;
  readonly times: readonly number[];
  readonly series: readonly (SeriesStyle & { readonly values: readonly (number | null)[] })[];
  readonly range: { readonly from: number; readonly to: number };
  readonly formatValue: (value: number) => string;
  readonly formatTime: (epochSeconds: number) => string;
  readonly bands?: readonly Band[];
  readonly mark?: Mark | undefined;
  readonly onCursor?: (index: number | null) => void;
}

const NO_BANDS: readonly Band[] = [];

/** Lines over time: y from zero, gaps as gaps, drag to zoom, double-click back. */
export function TimeChart(props: Props) {
  const { summary, times, series, range, bands = NO_BANDS } = props;
  const theme = useTheme();
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  const [plot, setPlot] = useState<uPlot | null>(null);
  const shape = series.map(({ label, colour, filled }) => `${label}|${colour}|${filled === true}`).join();

  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const size = () => ({ width: element.clientWidth, height: element.clientHeight });
    const created = new uPlot({ ...chartOptions(element, () => latest.current), ...size() }, [[]], element);
    const observer = new ResizeObserver(() => created.setSize(size()));
    observer.observe(element);
    setPlot(created);
    return () => {
      observer.disconnect();
      created.destroy();
      setPlot(null);
    };
  }, [theme, shape]);

  useEffect(() => {
    if (plot === null) return;
    const scale = plot.scales.x;
    const drawn = plot.data[0];
    // A range that the operator zoomed into stays; otherwise the window moves with the time.
    const zoomed = drawn.length > 0 && scale?.min != null && scale.max != null && plot.root.dataset.zoomed === 'true';
    const kept = zoomed && scale.min != null && scale.max != null ? { min: scale.min, max: scale.max } : null;
    plot.setData([times as number[], ...series.map(({ values }) => values as (number | null)[])], false);
    plot.setScale('x', kept ?? { min: range.from, max: range.to });
  }, [plot, times, series, range.from, range.to, bands]);

  return <div ref={box} className={styles.chart} role="img" aria-label={summary} />;
}

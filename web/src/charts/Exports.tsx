import { useTranslation } from '~/i18n/useTranslation';
import { useFormats } from '~/i18n/formats';
import type { ChartSeries } from './ChartPanel';
import type { Aligned } from './lines';
import styles from './ChartPanel.module.css';

interface Props extends Aligned {
  readonly title: string;
  readonly name: string;
  readonly series: readonly ChartSeries[];
  readonly simulated: boolean;
  readonly canvas: () => HTMLCanvasElement | null;
}

/** Saves the points, or the picture, of a chart. */
export function Exports({ title, name, series, simulated, times, columns, canvas }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const mark = simulated ? t('shell.simulated') : null;
  const asCsv = async () => {
    const { saveChartCsv } = await import('./export');
    saveChartCsv({ name, isSimulated: simulated, keys: series.map(({ key }) => key), times, columns });
  };
  const asPng = async () => {
    const source = canvas();
    if (source === null) return;
    const { saveChartPng } = await import('./export');
    const [first, last] = [times[0] ?? 0, times.at(-1) ?? 0];
    await saveChartPng({ name, title, mark, subtitle: `${formats.dateTime(first)} – ${formats.dateTime(last)}`, legend: series.map(({ label, colour, ghost }) => ({ label, colour, ghost: ghost === true })), canvas: source });
  };
  return (
    <span className={styles.exports} role="group" aria-label={t('export.label')}>
      <button type="button" onClick={() => void asCsv()} title={t('export.chartCsv')}>
        {t('export.csv')}
      </button>
      <button type="button" onClick={() => void asPng()} title={t('export.chartPng')}>
        {t('export.png')}
      </button>
    </span>
  );
}

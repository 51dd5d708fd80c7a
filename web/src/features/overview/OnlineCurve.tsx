import { useMemo } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { ChartPanel, type ChartSeries } from '~/charts/ChartPanel';
import { peakOf } from '~/charts/merge';
import { useFormats } from '~/i18n/formats';
import { describeAlert } from '~/live/describeAlert';
import { useLive } from '~/live/LiveProvider';
import { useDimmed } from '~/live/staleness';
import { useAlerts } from '~/live/useAlerts';
import { useOnlineLine } from './useOnlineLine';

const ghostColours = { yesterday: '--series-2', lastWeek: '--series-8' } as const;

/** Subscribers online over the day, with the same hours of yesterday and last week where they were measured. */
export function OnlineCurve() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { line, ghosts, from, to, step, range, span, pending } = useOnlineLine();
  const simulated = useLive((snapshot) => snapshot.simulated);
  const dimmed = useDimmed(useLive((snapshot) => snapshot.readings.online_total));
  const peak = useMemo(() => peakOf(line), [line]);
  const bands = useIncidentBands(to);
  const series = useMemo<readonly ChartSeries[]>(
    () => [
      { key: 'online_total', label: ghosts.length === 0 ? t('overview.curve') : t('chart.today'), colour: '--accent', filled: true, line },
      ...ghosts.map(({ name, line: before }) => ({ key: `online_total_${name === 'yesterday' ? 'yesterday' : 'last_week'}`, label: t(`chart.${name}`), colour: ghostColours[name], ghost: true, line: before })),
    ],
    [line, ghosts, t],
  );
  const peakText = peak === null ? null : t('overview.peakMark', { value: formats.integer(peak.value), time: to - from > 86_400 ? formats.dateTime(peak.at) : formats.time(peak.at) });
  return (
    <ChartPanel
      title={t('overview.curve')}
      name="online_total"
      summary={peak === null ? t('overview.curveEmpty') : t('overview.curveSummary', { peak: formats.integer(peak.value), time: formats.time(peak.at) })}
      empty={t('overview.curveEmpty')}
      series={series}
      from={from}
      to={to}
      step={step}
      range={range}
      zoomed={span.zoom !== null}
      zoomTo={span.zoomTo}
      pending={pending}
      dimmed={dimmed}
      simulated={simulated}
      bands={bands}
      mark={peak === null || peakText === null ? undefined : { ...peak, label: peakText }}
      formatValue={formats.integer}
      headline={peakText}
    />
  );
}

function useIncidentBands(to: number) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { alerts } = useAlerts();
  return useMemo(
    () =>
      alerts
        .filter((alert) => alert.startedAt !== null && alert.severity !== 'info')
        .map((alert) => ({
          from: Date.parse(alert.startedAt ?? '') / 1000,
          to: alert.endedAt === null ? to : Date.parse(alert.endedAt) / 1000,
          label: alert.lost === null ? describeAlert(t, formats, alert) : formats.signed(-alert.lost),
        })),
    [alerts, to, t, formats],
  );
}

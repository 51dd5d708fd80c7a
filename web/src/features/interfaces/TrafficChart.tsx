import { useMemo } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { ChartPanel, type ChartSeries } from '~/charts/ChartPanel';
import { percentile95 } from '~/charts/lines';
import { useSpan } from '~/charts/span';
import { useHistoryLine } from '~/charts/useHistoryLine';
import { Unknown } from '~/design/Unknown';
import { FactList } from '~/design/FactList';
import { useFormats } from '~/i18n/formats';
import { useLive } from '~/live/LiveProvider';
import { useDimmed } from '~/live/staleness';
import type { Trend } from '~/live/trend';

interface Props {
  readonly name: string;
  readonly speedBps: number | null;
}

const NONE: readonly Trend[] = [];
const LIVE_STEP_SECONDS = 15;

/** What an interface carried, its 95th percentile, and how much of its bandwidth that is. */
export function TrafficChart({ name, speedBps }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const span = useSpan();
  const range = span.range ?? '24h';
  const trend = useLive((snapshot) => snapshot.trends.get(name)) ?? NONE;
  const simulated = useLive((snapshot) => snapshot.simulated);
  const dimmed = useDimmed(useLive((snapshot) => snapshot.readings.network_traffic));
  const liveIn = useMemo(() => trend.map(({ at, down }) => ({ at, value: down })), [trend]);
  const liveOut = useMemo(() => trend.map(({ at, up }) => ({ at, value: up })), [trend]);
  const input = useHistoryLine({ series: `interface:${name}:in_bps`, range, zoom: span.zoom, live: liveIn, liveStep: LIVE_STEP_SECONDS });
  const output = useHistoryLine({ series: `interface:${name}:out_bps`, range, zoom: span.zoom, live: liveOut, liveStep: LIVE_STEP_SECONDS });
  const series = useMemo<readonly ChartSeries[]>(
    () => [
      { key: 'in_bps', label: t('interfaces.in'), colour: '--series-1', filled: true, line: input.line },
      { key: 'out_bps', label: t('interfaces.out'), colour: '--series-2', line: output.line },
    ],
    [input.line, output.line, t],
  );
  const in95 = useMemo(() => percentile95(input.line.values), [input.line]);
  const out95 = useMemo(() => percentile95(output.line.values), [output.line]);
  const highest = in95 === null && out95 === null ? null : Math.max(in95 ?? 0, out95 ?? 0);
  const share = (value: number | null) => (value === null || speedBps === null || speedBps === 0 ? null : formats.percent((value / speedBps) * 100));
  const told = (value: number | null) => (value === null ? <Unknown reason={t('ports.notMeasured')} /> : [formats.bitRateText(value), share(value)].filter((part) => part !== null).join(' · '));
  return (
    <>
      <ChartPanel
        title={t('ports.traffic')}
        name={`${name}-traffic`}
        summary={highest === null ? t('ports.trafficEmpty') : t('ports.trafficSummary', { name, value: formats.bitRateText(highest) })}
        empty={t('ports.trafficEmpty')}
        series={series}
        from={input.from}
        to={input.to}
        step={input.step}
        range={range}
        zoomed={span.zoom !== null}
        zoomTo={span.zoomTo}
        pending={input.pending || output.pending}
        simulated={simulated}
        dimmed={dimmed}
        formatValue={formats.bitRateText}
        level={highest === null ? undefined : { value: highest, label: t('ports.percentileMark', { value: formats.bitRateText(highest) }) }}
      />
      <FactList
        facts={[
          { label: t('ports.in95'), value: told(in95) },
          { label: t('ports.out95'), value: told(out95) },
          { label: t('ports.inNow'), value: told(trend.at(-1)?.down ?? null) },
          { label: t('ports.outNow'), value: told(trend.at(-1)?.up ?? null) },
        ]}
      />
    </>
  );
}

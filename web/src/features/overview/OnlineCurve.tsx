import { Link } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { peakOf } from '~/charts/merge';
import { TimeChart } from '~/charts/TimeChart';
import { Panel } from '~/design/Panel';
import { Empty, Skeleton } from '~/design/States';
import { useFormats } from '~/i18n/formats';
import { useAlerts } from '~/live/useAlerts';
import { rangeNames, type OnlineLine } from './useOnlineLine';
import styles from './OnlineCurve.module.css';

const DAY_SECONDS = 86_400;

export function OnlineCurve({ online }: { readonly online: OnlineLine }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { line, from, to, range, pending } = online;
  const [cursor, setCursor] = useState<number | null>(null);
  const peak = useMemo(() => peakOf(line), [line]);
  const bands = useIncidentBands(to);
  const formatTime = useCallback((at: number) => (to - from > DAY_SECONDS ? formats.dateTime(at).slice(0, 6) : formats.time(at)), [formats, from, to]);
  const series = useMemo(() => [{ label: t('overview.curve'), colour: '--accent', filled: true, values: line.values }], [line, t]);
  const summary = peak === null ? t('overview.curveEmpty') : t('overview.curveSummary', { peak: formats.integer(peak.value), time: formats.time(peak.at) });

  return (
    <Panel
      title={t('overview.curve')}
      aside={
        <>
          <Readout line={line} index={cursor} />
          <RangeChoice current={range} />
        </>
      }
    >
      {line.times.length < 2 && (pending ? <Skeleton tall /> : <Empty>{t('overview.curveEmpty')}</Empty>)}
      {line.times.length >= 2 && (
        <TimeChart
          summary={summary}
          times={line.times}
          series={series}
          range={{ from, to }}
          formatValue={formats.integer}
          formatTime={formatTime}
          bands={bands}
          mark={peak === null ? undefined : { ...peak, label: t('overview.peakMark', { value: formats.integer(peak.value), time: formats.time(peak.at) }) }}
          onCursor={setCursor}
        />
      )}
    </Panel>
  );
}

function Readout({ line, index }: { readonly line: OnlineLine['line']; readonly index: number | null }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const at = index === null ? undefined : line.times[index];
  if (index === null || at === undefined) return null;
  const value = line.values[index];
  return (
    <span className={styles.readout}>
      {formats.dateTime(at)} <strong>{value == null ? t('overview.notMeasured') : formats.integer(value)}</strong>
    </span>
  );
}

function RangeChoice({ current }: { readonly current: string }) {
  const { t } = useTranslation();
  return (
    <span className={styles.ranges} role="group" aria-label={t('range.label')}>
      {rangeNames.map((name) => (
        <Link key={name} to="." search={(before) => ({ ...before, range: name })} className={styles.range} aria-current={name === current ? 'true' : undefined} replace>
          {t(`range.${name}`)}
        </Link>
      ))}
    </span>
  );
}

function useIncidentBands(to: number) {
  const { alerts } = useAlerts();
  return useMemo(
    () =>
      alerts
        .filter((alert) => alert.startedAt !== null)
        .map((alert) => ({
          from: Date.parse(alert.startedAt ?? '') / 1000,
          to: alert.endedAt === null ? to : Date.parse(alert.endedAt) / 1000,
        })),
    [alerts, to],
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { Figure, FigureUnit } from '~/design/Figure';
import { Skeleton } from '~/design/States';
import { Unknown } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import { useTraffic } from './useTraffic';
import styles from './TrafficNumbers.module.css';

/** How much, how fast, how well: the three numbers of the page. */
export function TrafficNumbers() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { figures: traffic, error } = useTraffic();
  const loading = traffic === undefined && error === null;
  const errors = traffic?.error_rate ?? null;
  return (
    <div className={styles.numbers}>
      <Cell label={t('gateway.rate')} loading={loading} note={traffic?.requests.in_flight == null ? null : t('gateway.inFlight', { count: traffic.requests.in_flight })}>
        <Known value={traffic?.requests_per_second ?? null} reason={t('gateway.noGateway')}>
          {(value) => (
            <>
              <span data-testid="requests-per-second">{formats.integer(value)}</span>
              <FigureUnit>{t('gateway.perSecond')}</FigureUnit>
            </>
          )}
        </Known>
      </Cell>
      <Cell label={t('gateway.p99')} loading={loading} note={t('gateway.lastMinute')}>
        <Known value={traffic?.requests.p99_response_time ?? null} reason={t('gateway.noRequests')}>
          {(value) => (
            <>
              {formats.decimal(value, value < 10 ? 1 : 0)}
              <FigureUnit>{t('gateway.milliseconds')}</FigureUnit>
            </>
          )}
        </Known>
        <span className={styles.beside}>
          {t('gateway.percentiles', { p50: millis(traffic?.requests.p50_response_time, formats.decimal), p95: millis(traffic?.requests.p95_response_time, formats.decimal) })}
        </span>
      </Cell>
      <Cell label={t('gateway.errors')} loading={loading} note={t('gateway.lastMinute')}>
        <Known value={errors} reason={t('gateway.noRequests')}>
          {(value) => (
            <span className={styles.errors} data-load={value >= 5 ? 'bad' : value > 0 ? 'warn' : undefined}>
              {formats.percent(value)}
            </span>
          )}
        </Known>
        <span className={styles.beside}>
          {t('gateway.bandwidth', { in: rate(traffic?.bandwidth.in, formats.bitRateText), out: rate(traffic?.bandwidth.out, formats.bitRateText) })}
        </span>
      </Cell>
    </div>
  );
}

function Cell({ label, loading, note, children }: { readonly label: string; readonly loading: boolean; readonly note: ReactNode; readonly children: ReactNode }) {
  return (
    <div className={styles.cell}>
      <Figure label={label} note={loading ? null : note}>
        {loading ? <Skeleton /> : children}
      </Figure>
    </div>
  );
}

function Known({ value, reason, children }: { readonly value: number | null; readonly reason: string; readonly children: (value: number) => ReactNode }) {
  return value === null ? <Unknown reason={reason} /> : children(value);
}

const DASH = '—';

function millis(value: number | null | undefined, format: (value: number, digits?: number) => string): string {
  return value == null ? DASH : format(value, value < 10 ? 1 : 0);
}

function rate(value: number | null | undefined, format: (value: number) => string): string {
  return value == null ? DASH : format(value);
}

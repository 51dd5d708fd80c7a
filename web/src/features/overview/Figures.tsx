import type { ReactNode } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import type { NetworkTraffic, OnlineTotal, SystemMetrics } from '~/api/families';
import { Figure, FigureUnit } from '~/design/Figure';
import { Skeleton } from '~/design/States';
import { Unknown } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import { describeProblem } from '~/api/describeProblem';
import { Age } from '~/live/Age';
import { useDimmed } from '~/live/staleness';
import { useFamily, type FamilyView } from '~/live/useFamily';
import { useChange } from './useChange';
import { worstSlot } from './worstSlot';
import styles from './Figures.module.css';

/** The three numbers that say whether the night is calm. */
export function Figures() {
  const { t } = useTranslation();
  const online = useFamily('online_total');
  const traffic = useFamily('network_traffic');
  const system = useFamily('system_metrics');
  return (
    <div className={styles.figures}>
      <FigureOf label={t('overview.onlineNow')} view={online} wide={false} render={(data) => <Online data={data} />} />
      <FigureOf label={t('overview.traffic')} view={traffic} wide render={(data) => <Traffic data={data} />} />
      <FigureOf label={t('overview.worstCpu')} view={system} wide={false} render={(data) => <WorstCpu data={data} />} />
    </div>
  );
}

interface FigureOfProps<Data> {
  readonly label: string;
  readonly view: FamilyView<Data>;
  readonly wide: boolean;
  readonly render: (data: Data) => ReactNode;
}

function FigureOf<Data>({ label, view, wide, render }: FigureOfProps<Data>) {
  const { t } = useTranslation();
  const { reading, error } = view;
  const dimmed = useDimmed(reading);
  return (
    <div className={styles.cell} data-wide={wide || undefined} data-dimmed={dimmed || undefined}>
      <Figure label={label} note={reading === undefined ? null : <Age reading={reading} />}>
        {reading !== undefined && render(reading.data)}
        {reading === undefined && error === null && <Skeleton />}
        {reading === undefined && error !== null && <Unknown reason={describeProblem(t, error)} />}
      </Figure>
    </div>
  );
}

function Online({ data }: { readonly data: OnlineTotal }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const measured = useChange();
  // Means of a history step are seldom whole; persons are.
  const change = measured === null ? null : Math.round(measured) + 0;
  return (
    <>
      {data.total === null ? <Unknown reason={t('overview.onlineUnknown')} /> : <span data-testid="online-now">{formats.integer(data.total)}</span>}
      <span className={styles.change} data-direction={change === null || change === 0 ? undefined : change > 0 ? 'up' : 'down'}>
        {change === null ? <Unknown reason={t('overview.changeUnknown')} /> : formats.signed(change)} {t('overview.inFiveMinutes')}
      </span>
    </>
  );
}

function Traffic({ data }: { readonly data: NetworkTraffic }) {
  const { t } = useTranslation();
  // The server hints when no port is marked; otherwise a rate only needs its second reading.
  const reason = data.hint === null ? t('overview.trafficSoon') : t('overview.trafficUnknown');
  return (
    <>
      <Rate arrow="↓" name={t('traffic.down')} value={data.total_in} reason={reason} />
      <Rate arrow="↑" name={t('traffic.up')} value={data.total_out} reason={reason} />
    </>
  );
}

function Rate({ arrow, name, value, reason }: { readonly arrow: string; readonly name: string; readonly value: number | null; readonly reason: string }) {
  const formats = useFormats();
  const measure = value === null ? null : formats.bitRate(value);
  return (
    <span className={styles.rate}>
      <span className={styles.arrow} aria-hidden="true">
        {arrow}
      </span>
      <span className="visually-hidden">{name}</span>
      {measure === null ? <Unknown reason={reason} /> : measure.value}
      {measure !== null && <FigureUnit>{measure.unit}</FigureUnit>}
    </span>
  );
}

function WorstCpu({ data }: { readonly data: SystemMetrics }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const worst = worstSlot(data);
  if (worst === null) return <Unknown reason={t('overview.cpuUnknown')} />;
  return (
    <>
      <span data-load={worst.cpu >= 90 ? 'bad' : worst.cpu >= 80 ? 'warn' : undefined} className={styles.cpu}>
        {formats.percent(worst.cpu)}
      </span>
      {worst.slot !== null && <span className={styles.change}>{t('overview.ofSlot', { slot: worst.slot })}</span>}
    </>
  );
}

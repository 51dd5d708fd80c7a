import { Outlet, useParams } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import type { Slot, SystemMetrics } from '~/api/families';
import { Beside } from '~/design/Beside';
import type { ExportColumn } from '~/design/ExportTable';
import { FactList } from '~/design/FactList';
import { Columns, Page } from '~/design/Page';
import { Empty } from '~/design/States';
import { Unknown } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import { ExportReading } from '~/live/ExportReading';
import { ReadingPanel } from '~/live/ReadingPanel';
import { SlotTable } from '~/live/SlotTable';
import { useFamily } from '~/live/useFamily';
import './texts';
import { AlarmsPanel } from './AlarmsPanel';
import { PoolsPanel } from './PoolsPanel';

const slotColumns: readonly ExportColumn<Slot>[] = (['slot', 'type', 'role', 'status', 'cpu', 'memory', 'temperature'] as const).map((key) => ({ key, value: (row) => row[key] }));

export function SystemPage() {
  const { t } = useTranslation();
  const { slot } = useParams({ strict: false });
  const view = useFamily('system_metrics');
  return (
    <Page title={t('nav.system')}>
      <Beside
        wide
        list={
          <>
            <ReadingPanel title={t('system.device')} view={view}>
              {(metrics) => <Device metrics={metrics} />}
            </ReadingPanel>
            <ReadingPanel title={t('overview.slots')} view={view} flush aside={<ExportReading name="slots" columns={slotColumns} rows={view.reading?.data.slots ?? []} />}>
              {({ slots }) => (slots.length === 0 ? <Empty>{t('overview.noSlots')}</Empty> : <SlotTable slots={slots} />)}
            </ReadingPanel>
            <Columns>
              <AlarmsPanel />
              <PoolsPanel />
            </Columns>
          </>
        }
        detail={slot === undefined ? null : <Outlet />}
      />
    </Page>
  );
}

function Device({ metrics }: { readonly metrics: SystemMetrics }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const word = (value: string | number | null) => value ?? <Unknown />;
  const percent = (value: number | null) => (value === null ? <Unknown /> : formats.percent(value));
  return (
    <FactList
      facts={[
        { label: t('system.model'), value: word(metrics.model) },
        { label: t('system.version'), value: word(metrics.version) },
        { label: t('system.patch'), value: word(metrics.patch) },
        { label: t('system.serial'), value: word(metrics.serial) },
        { label: t('system.uptime'), value: metrics.uptime_seconds === null ? word(metrics.uptime) : formats.seconds(metrics.uptime_seconds) },
        { label: t('slots.cpu'), value: percent(metrics.cpu) },
        { label: t('slots.memory'), value: percent(metrics.memory) },
        { label: t('slots.temperature'), value: metrics.temperature === null ? <Unknown /> : t('system.celsius', { value: formats.decimal(metrics.temperature, 0) }) },
        { label: t('system.power'), value: word(metrics.power_status) },
      ]}
    />
  );
}

import { useTranslation } from 'react-i18next';
import type { PppoeStats } from '~/api/families';
import { Columns, Page } from '~/design/Page';
import { FactList } from '~/design/FactList';
import { Empty } from '~/design/States';
import { Unknown } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import { ReadingPanel } from '~/live/ReadingPanel';
import { useFamily } from '~/live/useFamily';
import './texts';
import { CountTable, type CountRow } from './CountTable';
import { LookUpPanel } from './LookUpPanel';

export function SubscribersPage() {
  const { t } = useTranslation();
  const view = useFamily('pppoe_stats');
  const rows = (title: string, unit: string, none: string, pick: (stats: PppoeStats) => readonly CountRow[], shares = true) => (
    <ReadingPanel title={title} view={view} flush>
      {(stats) => {
        const counted = pick(stats);
        return counted.length === 0 ? <Empty>{none}</Empty> : <CountTable title={title} unit={unit} rows={counted} shares={shares} />;
      }}
    </ReadingPanel>
  );
  const online = t('domains.online');
  // Software that does not count by interface still counts by slot.
  const bySlot = view.reading?.data.by_interface.length === 0;
  return (
    <Page title={t('nav.subscribers')}>
      <LookUpPanel />
      <ReadingPanel title={t('subscribers.totals')} view={view}>
        {(stats) => <Totals stats={stats} />}
      </ReadingPanel>
      <Columns>
        {rows(t('subscribers.byDomain'), online, t('subscribers.noDomains'), ({ by_domain }) => by_domain.map((row) => ({ name: row.domain, count: row.online })))}
        {bySlot ? rows(t('subscribers.bySlot'), online, t('subscribers.noSlots'), ({ by_slot }) => by_slot.map((row) => ({ name: t('overview.ofSlot', { slot: row.slot }), count: row.online }))) : rows(t('subscribers.byInterface'), online, t('subscribers.noInterfaces'), ({ by_interface }) => by_interface.map((row) => ({ name: row.interface, count: row.online })))}
      </Columns>
      <Columns>
        {rows(t('subscribers.byAccess'), online, t('subscribers.noAccess'), ({ by_access_type }) => Object.entries(by_access_type).map(([name, count]) => ({ name, count })))}
        {rows(t('subscribers.discovery'), t('subscribers.packets'), t('subscribers.noDiscovery'), ({ discovery }) => Object.entries(discovery).map(([name, count]) => ({ name: name.toUpperCase().replaceAll('_', ' '), count })), false)}
      </Columns>
      <Columns>
        {rows(t('subscribers.failReasons'), t('subscribers.times'), t('subscribers.noFails'), ({ fail_reasons }) => fail_reasons.map((row) => ({ name: row.reason, count: row.count })))}
        {rows(t('subscribers.offlineReasons'), t('subscribers.times'), t('subscribers.noOfflines'), ({ offline_reasons }) => offline_reasons.map((row) => ({ name: row.reason, count: row.count })))}
      </Columns>
    </Page>
  );
}

function Totals({ stats }: { readonly stats: PppoeStats }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const count = (value: number | null) => (value === null ? <Unknown /> : formats.integer(value));
  return (
    <FactList
      facts={[
        { label: t('subscribers.active'), value: count(stats.active) },
        { label: t('subscribers.authenticated'), value: count(stats.authenticated) },
        { label: t('subscribers.peak'), value: count(stats.peak) },
        { label: t('subscribers.maximum'), value: count(stats.max_users) },
      ]}
    />
  );
}

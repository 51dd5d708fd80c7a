import { Link, Outlet, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import type { PppoeStats } from '~/api/families';
import { Bars } from '~/design/Bars';
import { Beside } from '~/design/Beside';
import type { ExportColumn } from '~/design/ExportTable';
import { Columns, Page, Stack } from '~/design/Page';
import { FactList } from '~/design/FactList';
import { Empty } from '~/design/States';
import { Unknown } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import { ExportReading } from '~/live/ExportReading';
import { ReadingPanel } from '~/live/ReadingPanel';
import { useFamily } from '~/live/useFamily';
import './texts';
import { CountTable, type CountRow } from './CountTable';
import { LookUpPanel } from './LookUpPanel';
import { VlanPanel } from './VlanPanel';

const exported: readonly ExportColumn<CountRow>[] = [
  { key: 'name', value: ({ name }) => name },
  { key: 'count', value: ({ count }) => count },
];

interface Group {
  readonly name: string;
  readonly title: string;
  readonly none: string;
  readonly pick: (stats: PppoeStats) => readonly CountRow[];
}

export function SubscribersPage() {
  const { t } = useTranslation();
  const { domain } = useParams({ strict: false });
  const view = useFamily('pppoe_stats');
  const stats = view.reading?.data;
  const panel = ({ name, title, none, pick }: Group, show: (rows: readonly CountRow[], title: string) => ReactNode, flush: boolean) => (
    <ReadingPanel title={title} view={view} flush={flush} aside={<ExportReading name={name} columns={exported} rows={stats === undefined ? [] : pick(stats)} />}>
      {(data) => {
        const rows = pick(data);
        return rows.length === 0 ? <Empty>{none}</Empty> : show(rows, title);
      }}
    </ReadingPanel>
  );
  const counted = (group: Group, nameOf?: (name: string) => ReactNode) =>
    panel(group, (rows, title) => <CountTable title={title} unit={t('domains.online')} rows={rows} {...(nameOf === undefined ? {} : { nameOf })} />, true);
  const bars = (group: Group, inOrder = false) => panel(group, (rows) => <Bars rows={rows.map(({ name, count }) => ({ name, count: count ?? 0 }))} inOrder={inOrder} />, false);
  return (
    <Page title={t('nav.subscribers')}>
      <Beside
        wide
        list={
          <>
            <LookUpPanel />
            <ReadingPanel title={t('subscribers.totals')} view={view}>
              {(data) => <Totals stats={data} />}
            </ReadingPanel>
            <Columns>
              <Stack>
                {counted({ name: 'subscribers_by_domain', title: t('subscribers.byDomain'), none: t('subscribers.noDomains'), pick: ({ by_domain }) => by_domain.map((row) => ({ name: row.domain, count: row.online })) }, domainLink)}
                {counted({ name: 'subscribers_by_interface', title: t('subscribers.byInterface'), none: t('subscribers.noInterfaces'), pick: ({ by_interface }) => by_interface.map((row) => ({ name: row.interface, count: row.online })) }, interfaceLink)}
              </Stack>
              <Stack>
                {counted({ name: 'subscribers_by_slot', title: t('subscribers.bySlot'), none: t('subscribers.noSlots'), pick: ({ by_slot }) => by_slot.map((row) => ({ name: row.slot, count: row.online })) }, (name) => <SlotLink slot={name} />)}
                {counted({ name: 'subscribers_by_access_type', title: t('subscribers.byAccess'), none: t('subscribers.noAccess'), pick: ({ by_access_type }) => Object.entries(by_access_type).map(([name, count]) => ({ name, count })) })}
                {bars({ name: 'pppoe_discovery', title: t('subscribers.discovery'), none: t('subscribers.noDiscovery'), pick: discoveryOf }, true)}
                {bars({ name: 'fail_reasons', title: t('subscribers.failReasons'), none: t('subscribers.noFails'), pick: ({ fail_reasons }) => fail_reasons.map((row) => ({ name: row.reason, count: row.count })) })}
                {bars({ name: 'offline_reasons', title: t('subscribers.offlineReasons'), none: t('subscribers.noOfflines'), pick: ({ offline_reasons }) => offline_reasons.map((row) => ({ name: row.reason, count: row.count })) })}
              </Stack>
            </Columns>
            <VlanPanel />
          </>
        }
        detail={domain === undefined ? null : <Outlet />}
      />
    </Page>
  );
}

/** In the order of a login; what the router does not count is left out. */
function discoveryOf({ discovery }: PppoeStats): readonly CountRow[] {
  return Object.entries(discovery)
    .filter(([, count]) => count !== null)
    .map(([name, count]) => ({ name: name.toUpperCase().replaceAll('_', ' '), count }));
}

function domainLink(domain: string): ReactNode {
  return (
    <Link to="/monitor/subscribers/domains/$domain" params={{ domain }} search={(before) => before} activeProps={{ 'aria-current': 'true' }}>
      {domain}
    </Link>
  );
}

function interfaceLink(name: string): ReactNode {
  return (
    <Link to="/monitor/interfaces/$name" params={{ name }}>
      {name}
    </Link>
  );
}

function SlotLink({ slot }: { readonly slot: string }) {
  const { t } = useTranslation();
  return (
    <Link to="/monitor/system/slots/$slot" params={{ slot }}>
      {t('overview.ofSlot', { slot })}
    </Link>
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

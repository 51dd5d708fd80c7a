import { Link } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import type { NetworkInterface } from '~/api/families';
import { Sparkline } from '~/charts/Sparkline';
import { Empty, Skeleton } from '~/design/States';
import table from '~/design/Table.module.css';
import { UnknownCell } from '~/design/Unknown';
import { Meter } from '~/design/Meter';
import { useFormats } from '~/i18n/formats';
import { useLive } from '~/live/LiveProvider';
import { ReadingPanel } from '~/live/ReadingPanel';
import { useFamily } from '~/live/useFamily';
import { topByLoad } from './topByLoad';

const MAX_ROWS = 10;

export function InterfacesPanel() {
  const { t } = useTranslation();
  const view = useFamily('interfaces_status');
  return (
    <ReadingPanel title={t('overview.topInterfaces')} view={view} flush skeleton={<Skeleton rows={MAX_ROWS} />} aside={<Link to="/monitor/interfaces">{t('overview.allInterfaces')}</Link>}>
      {({ interfaces }) => {
        const rows = topByLoad(interfaces, MAX_ROWS);
        return rows.length === 0 ? <Empty>{t('overview.noInterfaces')}</Empty> : <InterfaceRows rows={rows} />;
      }}
    </ReadingPanel>
  );
}

function InterfaceRows({ rows }: { readonly rows: readonly NetworkInterface[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const trends = useLive((snapshot) => snapshot.trends);
  return (
    <div className={table.scroll} tabIndex={0} role="group" aria-label={t('overview.topInterfaces')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('interfaces.name')}</th>
            <th scope="col" className={table.number}>{t('interfaces.in')}</th>
            <th scope="col" className={table.number}>{t('interfaces.out')}</th>
            <th scope="col" className={table.number}>{t('interfaces.use')}</th>
            <th scope="col">{t('interfaces.trend')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const use = Math.max(row.utilization_in ?? -1, row.utilization_out ?? -1);
            return (
              <tr key={row.name}>
                <th scope="row" className={table.wide} title={row.description ?? undefined}>
                  <Link to="/monitor/interfaces/$name" params={{ name: row.name }}>
                    {row.name}
                  </Link>{' '}
                  <span className={table.quiet}>{row.description}</span>
                </th>
                <td className={table.number}>{row.in_bps === null ? <UnknownCell /> : formats.bitRateText(row.in_bps)}</td>
                <td className={table.number}>{row.out_bps === null ? <UnknownCell /> : formats.bitRateText(row.out_bps)}</td>
                <td className={table.number}>{use < 0 ? <UnknownCell /> : <Meter percent={use}>{formats.percent(use)}</Meter>}</td>
                <td>
                  <Sparkline values={(trends.get(row.name) ?? []).map(({ down }) => down)} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

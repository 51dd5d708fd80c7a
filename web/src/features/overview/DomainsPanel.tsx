import { Link } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import type { PppoeStats } from '~/api/families';
import { Empty, Skeleton } from '~/design/States';
import table from '~/design/Table.module.css';
import { UnknownCell } from '~/design/Unknown';
import { Meter } from '~/design/Meter';
import { useFormats } from '~/i18n/formats';
import { ReadingPanel } from '~/live/ReadingPanel';
import { useFamily } from '~/live/useFamily';

const MAX_ROWS = 10;

export function DomainsPanel() {
  const { t } = useTranslation();
  const view = useFamily('pppoe_stats');
  return (
    <ReadingPanel title={t('overview.domains')} view={view} flush skeleton={<Skeleton rows={MAX_ROWS} />} aside={<Link to="/monitor/subscribers">{t('overview.allDomains')}</Link>}>
      {({ by_domain }) => (by_domain.length === 0 ? <Empty>{t('overview.noDomains')}</Empty> : <DomainRows domains={by_domain} />)}
    </ReadingPanel>
  );
}

function DomainRows({ domains }: { readonly domains: PppoeStats['by_domain'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const sum = domains.reduce((total, { online }) => total + (online ?? 0), 0);
  const rows = domains.toSorted((left, right) => (right.online ?? -1) - (left.online ?? -1)).slice(0, MAX_ROWS);
  return (
    <div className={table.scroll} tabIndex={0} role="group" aria-label={t('overview.domains')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('domains.domain')}</th>
            <th scope="col" className={table.number}>{t('domains.online')}</th>
            <th scope="col" className={table.number}>{t('domains.share')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ domain, online }) => (
            <tr key={domain}>
              <th scope="row" className={table.wide}>
                <Link to="/monitor/subscribers/domains/$domain" params={{ domain }}>
                  {domain}
                </Link>
              </th>
              <td className={table.number}>{online === null ? <UnknownCell /> : formats.integer(online)}</td>
              <td className={table.number}>
                {online === null || sum === 0 ? <UnknownCell /> : <Meter percent={(online / sum) * 100} warnAt={Infinity} badAt={Infinity}>{formats.percent((online / sum) * 100)}</Meter>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

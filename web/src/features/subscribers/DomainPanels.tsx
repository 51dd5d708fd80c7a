import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { SeriesChart } from '~/charts/SeriesChart';
import { Detail } from '~/design/Detail';
import { FactList } from '~/design/FactList';
import { Unknown } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import { useFamily } from '~/live/useFamily';
import './texts';

/** Subscribers of one domain over time. */
export function DomainPanels() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { domain } = useParams({ from: '/monitor/subscribers/domains/$domain' });
  const { reading } = useFamily('pppoe_stats');
  const row = reading?.data.by_domain.find((known) => known.domain === domain);
  const sum = reading?.data.by_domain.reduce((total, { online }) => total + (online ?? 0), 0) ?? 0;
  const online = row?.online ?? null;
  const title = t('subscribers.ofDomain', { domain });
  return (
    <Detail
      title={domain}
      note={null}
      close={
        <Link to="/monitor/subscribers" search={(before) => before}>
          {t('subscribers.backToList')}
        </Link>
      }
    >
      <SeriesChart
        title={title}
        series={`domain:${domain}:online`}
        field="online"
        empty={t('subscribers.noHistory')}
        summary={(value) => t('subscribers.domainSummary', { domain, value })}
        formatValue={formats.integer}
        isFirst
        compared
      />
      <FactList
        facts={[
          { label: t('domains.online'), value: online === null ? <Unknown /> : formats.integer(online) },
          { label: t('domains.share'), value: online === null || sum === 0 ? <Unknown /> : formats.percent((online / sum) * 100) },
        ]}
      />
    </Detail>
  );
}

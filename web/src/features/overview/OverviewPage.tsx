import { useTranslation } from 'react-i18next';
import { Columns, Page } from '~/design/Page';
import { DomainsPanel } from './DomainsPanel';
import { EventsPanel } from './EventsPanel';
import { Figures } from './Figures';
import { InterfacesPanel } from './InterfacesPanel';
import { OnlineCurve } from './OnlineCurve';
import { SlotsPanel } from './SlotsPanel';

export function OverviewPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('nav.overview')}>
      <Figures />
      <OnlineCurve />
      <Columns>
        <InterfacesPanel />
        <DomainsPanel />
      </Columns>
      <Columns>
        <SlotsPanel />
        <EventsPanel />
      </Columns>
    </Page>
  );
}

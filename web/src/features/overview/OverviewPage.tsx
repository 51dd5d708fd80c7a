import { useTranslation } from 'react-i18next';
import { Columns, Page } from '~/design/Page';
import { DomainsPanel } from './DomainsPanel';
import { EventsPanel } from './EventsPanel';
import { Figures } from './Figures';
import { InterfacesPanel } from './InterfacesPanel';
import { OnlineCurve } from './OnlineCurve';
import { SlotsPanel } from './SlotsPanel';
import { useOnlineLine } from './useOnlineLine';

export function OverviewPage() {
  const { t } = useTranslation();
  const online = useOnlineLine();
  return (
    <Page title={t('nav.overview')}>
      <Figures />
      <OnlineCurve online={online} />
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

import { useTranslation } from 'react-i18next';
import { Columns, Page } from '~/design/Page';
import './texts';
import { BackendsPanel } from './BackendsPanel';
import { EventsPanel } from './EventsPanel';
import { ListenersPanel } from './ListenersPanel';
import { TrafficCurve } from './TrafficCurve';
import { TrafficNumbers } from './TrafficNumbers';

export function GatewayPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('nav.gateway')}>
      <TrafficNumbers />
      <TrafficCurve />
      <BackendsPanel />
      <Columns>
        <EventsPanel />
        <ListenersPanel />
      </Columns>
    </Page>
  );
}

import { useTranslation } from '~/i18n/useTranslation';
import { Columns, Page } from '~/design/Page';
import { TenantPicker } from '~/design/TenantPicker';
import './texts';
import { BackendsPanel } from './BackendsPanel';
import { EventsPanel } from './EventsPanel';
import { ListenersPanel } from './ListenersPanel';
import { TrafficCurve } from './TrafficCurve';
import { TrafficNumbers } from './TrafficNumbers';
import { usePlace } from './usePlace';

export function GatewayPage() {
  const { t } = useTranslation();
  const { place, set } = usePlace();
  return (
    <Page title={t('nav.gateway')} aside={<TenantPicker tenant={place.tenant} onChoose={(tenant) => set({ tenant, pool: undefined, region: undefined })} />}>
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

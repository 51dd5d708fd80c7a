import { Columns } from '~/design/Page';
import { DomainsPanel } from './DomainsPanel';
import { EventsPanel } from './EventsPanel';
import { InterfacesPanel } from './InterfacesPanel';
import { SlotsPanel } from './SlotsPanel';

/** What stands below the curve. */
export function Tables() {
  return (
    <>
      <Columns>
        <InterfacesPanel />
        <DomainsPanel />
      </Columns>
      <Columns>
        <SlotsPanel />
        <EventsPanel />
      </Columns>
    </>
  );
}

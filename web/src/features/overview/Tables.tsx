import { InTurn } from '~/design/InTurn';
import { Columns } from '~/design/Page';
import { Skeleton } from '~/design/States';
import { DomainsPanel } from './DomainsPanel';
import { EventsPanel } from './EventsPanel';
import { InterfacesPanel } from './InterfacesPanel';
import { SlotsPanel } from './SlotsPanel';

/** What stands below the curve. */
export function Tables() {
  const place = <Skeleton rows={4} />;
  return (
    <>
      <Columns>
        <InTurn place={place}>
          <InterfacesPanel />
        </InTurn>
        <InTurn place={place}>
          <DomainsPanel />
        </InTurn>
      </Columns>
      <Columns>
        <InTurn place={place}>
          <SlotsPanel />
        </InTurn>
        <InTurn place={place}>
          <EventsPanel />
        </InTurn>
      </Columns>
    </>
  );
}

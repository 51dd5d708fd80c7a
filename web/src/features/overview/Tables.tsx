import { InTurn } from '~/design/InTurn';
import { Columns } from '~/design/Page';
import { Skeleton } from '~/design/States';
import { DomainsPanel } from './DomainsPanel';
import { EventsPanel } from './EventsPanel';
import { InterfacesPanel } from './InterfacesPanel';
import { SlotsPanel } from './SlotsPanel';

/** What stands below the curve. */
export function Tables() {
  const high = <Skeleton rows={12} />;
  const low = <Skeleton rows={4} />;
  return (
    <>
      <Columns>
        <InTurn place={high}>
          <InterfacesPanel />
        </InTurn>
        <InTurn place={high}>
          <DomainsPanel />
        </InTurn>
      </Columns>
      <Columns>
        <InTurn place={low}>
          <SlotsPanel />
        </InTurn>
        <InTurn place={low}>
          <EventsPanel />
        </InTurn>
      </Columns>
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { sessionQuery } from '~/api/queries';
import { Columns, Page } from '~/design/Page';
import './texts';
import { GatewaysPanel } from './GatewaysPanel';
import { ListenersPanel } from './ListenersPanel';
import { LogsPanel } from './LogsPanel';
import { MachinePanel } from './MachinePanel';
import { PartsPanel } from './PartsPanel';
import { ProgramPanel } from './ProgramPanel';
import { StorePanel } from './StorePanel';

export function StatusPage() {
  const { t } = useTranslation();
  const { data: person } = useQuery(sessionQuery);
  const isPlatform = person?.role === 'platform';
  return (
    <Page title={t('nav.status')}>
      <Columns>
        <ProgramPanel />
        <MachinePanel />
      </Columns>
      {isPlatform && <GatewaysPanel />}
      <Columns>
        <PartsPanel />
        <ListenersPanel />
      </Columns>
      {isPlatform && <StorePanel />}
      {isPlatform ? <LogsPanel /> : <p>{t('status.needsPlatform')}</p>}
    </Page>
  );
}

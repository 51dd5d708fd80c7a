import { Link } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { Panel } from '~/design/Panel';
import { Empty } from '~/design/States';
import { EventList } from '~/design/EventList';
import { useChannels } from '~/live/channels/useChannels';

const MAX_SHOWN = 8;

export function EventsPanel() {
  const { t } = useTranslation();
  const events = useChannels((channels) => channels.events);
  return (
    <Panel title={t('security.latest')} flush aside={<Link to="/gateway/security">{t('security.all')}</Link>}>
      {events.length === 0 ? <Empty>{t('security.noneLive')}</Empty> : <EventList events={events.slice(0, MAX_SHOWN)} />}
    </Panel>
  );
}

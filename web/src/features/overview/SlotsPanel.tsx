import { Link } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { Empty } from '~/design/States';
import { ReadingPanel } from '~/live/ReadingPanel';
import { SlotTable } from '~/live/SlotTable';
import { useFamily } from '~/live/useFamily';

export function SlotsPanel() {
  const { t } = useTranslation();
  const view = useFamily('system_metrics');
  return (
    <ReadingPanel title={t('overview.slots')} view={view} flush aside={<Link to="/monitor/system">{t('overview.wholeSystem')}</Link>}>
      {({ slots }) => (slots.length === 0 ? <Empty>{t('overview.noSlots')}</Empty> : <SlotTable slots={slots} />)}
    </ReadingPanel>
  );
}

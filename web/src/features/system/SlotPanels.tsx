import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { SeriesChart } from '~/charts/SeriesChart';
import { Detail } from '~/design/Detail';
import { useFormats } from '~/i18n/formats';
import { useFamily } from '~/live/useFamily';
import './texts';

const WHOLE = 100;

/** One slot over time: processor, memory, temperature, and how many subscribers it carries. */
export function SlotPanels() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { slot } = useParams({ from: '/monitor/system/slots/$slot' });
  const view = useFamily('system_metrics');
  const row = view.reading?.data.slots.find((known) => String(known.slot) === slot);
  const chart = (kind: 'cpu' | 'memory' | 'temperature' | 'online') => {
    const title = t(`slot.${kind}`, { slot });
    return { title, series: `slot:${slot}:${kind}`, field: kind, empty: t('slot.empty'), summary: (value: string) => t('slot.summary', { title, value }) };
  };
  return (
    <Detail
      title={t('slot.title', { slot })}
      note={[row?.type, row?.role].filter(Boolean).join(' · ') || null}
      close={
        <Link to="/monitor/system" search={(before) => before}>
          {t('slot.backToList')}
        </Link>
      }
    >
      <SeriesChart {...chart('cpu')} formatValue={formats.percent} top={WHOLE} isFirst />
      <SeriesChart {...chart('memory')} formatValue={formats.percent} top={WHOLE} />
      <SeriesChart {...chart('temperature')} formatValue={(value) => t('slot.celsius', { value: formats.decimal(value, 0) })} fromZero={false} />
      <SeriesChart {...chart('online')} formatValue={formats.integer} compared />
    </Detail>
  );
}

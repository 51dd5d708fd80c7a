import { useTranslation } from '~/i18n/useTranslation';
import { Bars } from '~/design/Bars';
import { useFormats } from '~/i18n/formats';

interface Props {
  readonly title: string;
  readonly total: number | null;
  readonly faults: Readonly<Record<string, number>>;
}

/** Errors of one direction by kind; kinds that never happened say nothing and are left out. */
export function FaultBars({ title, total, faults }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const rows = Object.entries(faults)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => ({ name: kind.replaceAll('_', ' '), count }));
  return <Bars title={`${title}: ${total === null ? t('ports.notTold') : formats.integer(total)}`} rows={rows} />;
}

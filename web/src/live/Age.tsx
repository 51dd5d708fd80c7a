import { useTranslation } from 'react-i18next';
import type { Reading } from '~/api/families';
import { useFormats } from '~/i18n/formats';
import { Status } from '~/design/Status';
import { useClock } from './clock';

export function ageSeconds(reading: Reading<unknown>, now: number): number {
  return Math.max(0, reading.ageSeconds + (now - reading.receivedAt) / 1000);
}

/** How old a figure is; says so in words when it is too old to be trusted. */
export function Age({ reading }: { readonly reading: Reading<unknown> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const age = formats.ago(ageSeconds(reading, useClock()));
  if (!reading.stale) return <span>{age}</span>;
  const reason = reading.staleReason;
  return (
    <span title={reason ?? undefined}>
      <Status tone="warn">{t('state.stale', { age })}</Status>
    </span>
  );
}

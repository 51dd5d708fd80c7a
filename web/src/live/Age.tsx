import { useTranslation } from '~/i18n/useTranslation';
import type { Reading } from '~/api/families';
import { Status } from '~/design/Status';
import { useFormats } from '~/i18n/formats';
import { useAtClock } from './clock';
import { ageSeconds, useStaleness } from './staleness';

/** How old a figure is; says so in words when it is too old to be trusted. */
export function Age({ reading }: { readonly reading: Reading<unknown> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { stale, reason } = useStaleness(reading);
  const age = useAtClock((now) => formats.ago(ageSeconds(reading, now)));
  if (!stale) return <span>{age}</span>;
  return (
    <span title={reason ?? undefined}>
      <Status tone="warn">{t('state.stale', { age })}</Status>
    </span>
  );
}

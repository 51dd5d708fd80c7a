import { useTranslation } from '~/i18n/useTranslation';
import { Status } from '~/design/Status';
import { UnknownCell } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import { useWallClock } from '~/live/useWallClock';
import type { Certificate } from './certificates';
import { daysLeft, isShort } from './daysLeft';

/** How it stands with one certificate: by shape, colour and word, and by the days that are left. */
export function Validity({ row }: { readonly row: Certificate }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const left = daysLeft(row.not_after, useWallClock());
  switch (row.status) {
    case 'pending':
      return <Status tone="muted">{t('certificates.pending')}</Status>;
    case 'failed':
      return <Status tone="bad">{t('certificates.failed')}</Status>;
    case 'expired':
      return <Status tone="bad">{t('certificates.expired')}</Status>;
    case 'not_yet_valid':
      return <Status tone="warn">{t('certificates.notYet')}</Status>;
    case 'valid':
      if (left === null) return <Status tone="good">{t('certificates.valid')}</Status>;
      return isShort(left, row.source) ? (
        <Status tone="warn">{t('certificates.endsSoon', { count: left, days: formats.integer(left) })}</Status>
      ) : (
        <Status tone="good">{t('certificates.validFor', { count: left, days: formats.integer(left) })}</Status>
      );
    case null:
    default:
      return <UnknownCell reason={t('certificates.unreadable')} />;
  }
}

import { useTranslation } from '~/i18n/useTranslation';
import type { Certificate } from './certificates';

export function Origin({ row: { source, managed_by } }: { readonly row: Certificate }) {
  const { t } = useTranslation();
  if (managed_by === 'file') return t('certificates.fromConfiguration');
  if (source === 'acme') return t('certificates.fromAcme');
  return source === 'file' ? t('certificates.fromFiles') : t('certificates.fromUpload');
}

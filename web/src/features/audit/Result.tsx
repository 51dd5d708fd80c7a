import { useTranslation } from '~/i18n/useTranslation';
import { Status } from '~/design/Status';

export function Result({ name }: { readonly name: string | null }) {
  const { t } = useTranslation();
  if (name === 'ok') return <Status tone="good">{t('audit.results.ok')}</Status>;
  if (name === 'refused') return <Status tone="warn">{t('audit.results.refused')}</Status>;
  if (name === 'failed') return <Status tone="bad">{t('audit.results.failed')}</Status>;
  return <Status tone="muted">{name}</Status>;
}

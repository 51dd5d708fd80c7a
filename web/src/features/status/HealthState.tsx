import { useTranslation } from '~/i18n/useTranslation';
import { Status } from '~/design/Status';

export function HealthState({ name }: { readonly name: string | null }) {
  const { t } = useTranslation();
  // The whole and its parts are told in different words.
  if (name === 'healthy' || name === 'ok') return <Status tone="good">{t('status.healthy')}</Status>;
  if (name === 'degraded') return <Status tone="warn">{t('status.degraded')}</Status>;
  if (name === 'unhealthy' || name === 'failed') return <Status tone="bad">{t('status.unhealthy')}</Status>;
  return <Status tone="muted">{name}</Status>;
}

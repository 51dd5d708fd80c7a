import { useTranslation } from '~/i18n/useTranslation';
import { Status } from '~/design/Status';
import type { Host } from './hosts';
import { wasLost } from './words';

/** Whose word makes it so stands in the word. */
export function HostState({ row }: { readonly row: Host }) {
  const { t } = useTranslation();
  if (row.state === 'failing') return <Status tone="warn">{t('hosts.failing')}</Status>;
  if (row.state === 'proven') return <Status tone="good">{row.method === 'platform' ? t('hosts.provenByPlatform') : t('hosts.provenByDns')}</Status>;
  return wasLost(row.problem) ? <Status tone="bad">{t('hosts.isLost')}</Status> : <Status tone="muted">{t('hosts.pending')}</Status>;
}

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { otherBuildQuery } from '~/api/build';
import { Button } from '~/design/Button';
import { useLive } from '~/live/LiveProvider';
import styles from './AlertBanner.module.css';

/** A server that was restarted may speak to a newer page than this one. */
export function NewBuild() {
  const { t } = useTranslation();
  const cameBack = useLive(({ link }) => (link.kind === 'open' && link.resumed ? link.since : null));
  const { data: isOther = false } = useQuery({ ...otherBuildQuery(cameBack), placeholderData: keepPreviousData });
  if (!isOther) return null;
  return (
    <div className={styles.notice} role="status">
      <span>{t('shell.newBuild')}</span>
      <Button onClick={() => window.location.reload()}>{t('shell.reload')}</Button>
    </div>
  );
}

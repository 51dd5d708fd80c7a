import { useTranslation } from '~/i18n/useTranslation';
import { serverText } from '~/i18n/serverText';
import { useLive } from '~/live/LiveProvider';
import styles from './AlertBanner.module.css';

/** What of the live channel the server would not give: figures of this page then stand still, whatever the light says. */
export function LiveRefusal() {
  const { t } = useTranslation();
  const refusal = useLive(({ link }) => (link.kind === 'open' || link.kind === 'reconnecting' ? link.refusal : null));
  if (refusal === null) return null;
  return (
    <div className={styles.notice} role="status">
      <span>{t('live.refused', { why: serverText(refusal) })}</span>
    </div>
  );
}

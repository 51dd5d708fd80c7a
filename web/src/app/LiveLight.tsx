import { useTranslation } from '~/i18n/useTranslation';
import { Button } from '~/design/Button';
import { Status } from '~/design/Status';
import { useFormats } from '~/i18n/formats';
import { ageSeconds, isStale } from '~/live/staleness';
import { useClock } from '~/live/clock';
import type { LinkState } from '~/live/link/connection';
import { useLive, useRetryNow } from '~/live/LiveProvider';
import styles from './LiveLight.module.css';

/** Whether what is on the page is live, how old it is, and what is being done about it. */
export function LiveLight() {
  const { t } = useTranslation();
  const link = useLive((snapshot) => snapshot.link);
  const retryNow = useRetryNow();
  return (
    <div className={styles.light} data-light>
      <span role="status" className="visually-hidden">
        {t(`live.announce.${link.kind}`)}
      </span>
      <LinkWords link={link} />
      {link.kind === 'reconnecting' && (
        <Button tone="quiet" onClick={retryNow}>
          {t('live.retryNow')}
        </Button>
      )}
    </div>
  );
}

function LinkWords({ link }: { readonly link: LinkState }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useClock();
  const reading = useLive((snapshot) => snapshot.readings.online_total);
  switch (link.kind) {
    case 'open': {
      if (reading === undefined) return <Status tone="good">{t('live.open')}</Status>;
      const age = formats.ago(ageSeconds(reading, now));
      return isStale(reading, now) ? <Status tone="warn">{t('live.stale', { age })}</Status> : <Status tone="good">{t('live.openWithAge', { age })}</Status>;
    }
    case 'reconnecting': {
      const lost = formats.seconds((now - link.lostAt) / 1000);
      const left = formats.seconds(Math.max(0, (link.retryAt - now) / 1000));
      return <Status tone="bad">{t('live.reconnecting', { lost, left, attempt: link.attempt })}</Status>;
    }
    case 'connecting':
      return <Status tone="muted">{t('live.connecting')}</Status>;
    case 'closed':
      return <Status tone="muted">{t('live.closed')}</Status>;
  }
}

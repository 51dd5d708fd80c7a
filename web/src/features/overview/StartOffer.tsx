import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { routersQuery, sessionQuery } from '~/api/queries';
import { Button } from '~/design/Button';
import { recall, remember } from '~/design/preferences';
import styles from './StartOffer.module.css';

const NAME = 'start-offer';
const DECLINED = 'declined';

/** To who set the program up, while it watches no router but the pretended one. */
export function StartOffer() {
  const { t } = useTranslation();
  const { data: person } = useQuery(sessionQuery);
  const { data: routers } = useQuery(routersQuery);
  const { kiosk }: { kiosk?: number } = useSearch({ strict: false });
  const [isDeclined, setDeclined] = useState(() => recall(NAME) === DECLINED);
  if (isDeclined || kiosk !== undefined || person?.role !== 'platform' || routers === undefined || routers.some(({ simulated }) => simulated !== true)) return null;
  return (
    <p className={styles.offer}>
      <span>{t('overview.startOffer')}</span>
      <Link to="/start">{t('overview.startNow')}</Link>
      <Button
        tone="quiet"
        onClick={() => {
          remember(NAME, DECLINED);
          setDeclined(true);
        }}
      >
        {t('overview.startLater')}
      </Button>
    </p>
  );
}

import { lazy, Suspense } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { ChartPlace } from '~/charts/ChartPanel';
import { InTurn } from '~/design/InTurn';
import { Page } from '~/design/Page';
import { Skeleton } from '~/design/States';
import { Figures } from './Figures';
import { OnlineCurve } from './OnlineCurve';

// The figures do not wait for what stands around them.
const StartOffer = lazy(() => import('./StartOffer').then(({ StartOffer: component }) => ({ default: component })));
const Tables = lazy(() => import('./Tables').then(({ Tables: component }) => ({ default: component })));

export function OverviewPage() {
  const { t } = useTranslation();
  const below = <Skeleton rows={10} />;
  return (
    <Page title={t('nav.overview')}>
      <Suspense>
        <StartOffer />
      </Suspense>
      <Figures />
      <InTurn place={<ChartPlace title={t('overview.curve')} range="24h" />}>
        <OnlineCurve />
      </InTurn>
      <InTurn place={below}>
        <Suspense fallback={below}>
          <Tables />
        </Suspense>
      </InTurn>
    </Page>
  );
}

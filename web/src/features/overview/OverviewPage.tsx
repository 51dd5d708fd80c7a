import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '~/design/Page';
import { Skeleton } from '~/design/States';
import { Figures } from './Figures';
import { OnlineCurve } from './OnlineCurve';
import { StartOffer } from './StartOffer';

// The figures and the curve do not wait for what stands below them.
const Tables = lazy(() => import('./Tables').then(({ Tables: component }) => ({ default: component })));

export function OverviewPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('nav.overview')}>
      <StartOffer />
      <Figures />
      <OnlineCurve />
      <Suspense fallback={<Skeleton rows={10} />}>
        <Tables />
      </Suspense>
    </Page>
  );
}

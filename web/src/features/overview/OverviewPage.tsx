import { lazy, Suspense } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { Page } from '~/design/Page';
import { Skeleton } from '~/design/States';
import { whenIdle } from '~/design/whenIdle';
import { Figures } from './Figures';
import { OnlineCurve } from './OnlineCurve';

// The figures and the curve do not wait for what stands around them.
const StartOffer = lazy(() => import('./StartOffer').then(({ StartOffer: component }) => ({ default: component })));
const Tables = lazy(() => Promise.all([import('./Tables'), whenIdle()]).then(([{ Tables: component }]) => ({ default: component })));

export function OverviewPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('nav.overview')}>
      <Suspense>
        <StartOffer />
      </Suspense>
      <Figures />
      <OnlineCurve />
      <Suspense fallback={<Skeleton rows={10} />}>
        <Tables />
      </Suspense>
    </Page>
  );
}

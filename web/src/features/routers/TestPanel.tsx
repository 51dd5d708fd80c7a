import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { Button } from '~/design/Button';
import { Panel } from '~/design/Panel';
import { Failure, Skeleton } from '~/design/States';
import { testRouter } from '~/editing/routers/routers';
import { TestSteps } from '~/editing/routers/TestSteps';
import { testKey } from './testKey';

interface Props {
  readonly id: string;
  readonly onClose: () => void;
  /** Where the router's key is not the one that was seen before. */
  readonly onForgetKey: () => void;
}

/** Address, login, commands: each step with what came of it. */
export function TestPanel({ id, onClose, onForgetKey }: Props) {
  const { t } = useTranslation();
  const { data, isFetching, error, refetch } = useQuery({ queryKey: testKey(id), queryFn: () => testRouter(id), gcTime: 0, staleTime: Infinity });
  const keyChanged = data?.some(({ fault }) => fault === 'host_key_changed') === true;
  return (
    <Panel
      title={t('routers.testTitle', { id })}
      busy={isFetching}
      aside={
        <>
          {keyChanged && <Button onClick={onForgetKey}>{t('routers.forget')}</Button>}
          <Button onClick={() => void refetch()} disabled={isFetching}>
            {t('routers.testAgain')}
          </Button>
          <Button onClick={onClose}>{t('action.close')}</Button>
        </>
      }
    >
      <div role="status">
        {isFetching && <Skeleton rows={3} />}
        {!isFetching && error !== null && <Failure title={t('routers.testFailed')} detail={describeProblem(t, error)} />}
        {!isFetching && error === null && data !== undefined && <TestSteps steps={data} />}
      </div>
    </Panel>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { describeProblem } from '~/api/describeProblem';
import { Button } from '~/design/Button';
import { Panel } from '~/design/Panel';
import { Failure, Skeleton } from '~/design/States';
import { Status } from '~/design/Status';
import { useFormats } from '~/i18n/formats';
import { testRouter } from './routers';
import styles from './RoutersPage.module.css';

/** Address, login, prompt, commands: each step with what came of it. */
export function TestPanel({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data, isFetching, error, refetch } = useQuery({ queryKey: ['router-test', id], queryFn: () => testRouter(id), gcTime: 0, staleTime: Infinity });
  return (
    <Panel
      title={t('routers.testTitle', { id })}
      busy={isFetching}
      aside={
        <>
          <Button onClick={() => void refetch()} disabled={isFetching}>
            {t('routers.testAgain')}
          </Button>
          <Button onClick={onClose}>{t('action.close')}</Button>
        </>
      }
    >
      {isFetching && <Skeleton rows={4} />}
      {!isFetching && error !== null && <Failure title={t('routers.testFailed')} detail={describeProblem(t, error)} />}
      {!isFetching && data !== undefined && (
        <ol className={styles.steps}>
          {data.map((step) => (
            <li key={step.name} className={styles.step}>
              <Status tone={step.ok === null ? 'muted' : step.ok ? 'good' : 'bad'}>{step.name}</Status>
              <span className={styles.detail}>{step.detail}</span>
              <span className={styles.detail}>{step.seconds !== null && t('state.took', { seconds: formats.decimal(step.seconds, 2) })}</span>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}

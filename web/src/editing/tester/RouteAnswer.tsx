import { useTranslation } from '~/i18n/useTranslation';
import { FactList } from '~/design/FactList';
import { UnknownCell } from '~/design/Unknown';
import { serverText } from '~/i18n/serverText';
import type { TestAnswer } from './askRoute';
import styles from './RouteAnswer.module.css';
import './texts';

/** The way that a request would take, and why. */
export function RouteAnswer({ answer }: { readonly answer: TestAnswer }) {
  const { t } = useTranslation();
  return (
    <>
      <FactList
        facts={[
          { label: t('routeAnswer.route'), value: answer.route ?? t('routeAnswer.noRoute') },
          { label: t('routeAnswer.pool'), value: answer.pool ?? <UnknownCell reason={t('routeAnswer.noPool')} /> },
          { label: t('routeAnswer.backend'), value: answer.backend ?? <UnknownCell reason={t('routeAnswer.noBackend')} /> },
          ...(answer.status === null ? [] : [{ label: t('routeAnswer.status'), value: answer.status }]),
        ]}
      />
      <ol className={styles.reasons}>
        {answer.reasons.map((reason, index) => (
          <li key={index}>{serverText(reason)}</li>
        ))}
      </ol>
    </>
  );
}

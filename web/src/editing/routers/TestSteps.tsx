import { useTranslation } from '~/i18n/useTranslation';
import { Status } from '~/design/Status';
import { useFormats } from '~/i18n/formats';
import { serverText } from '~/i18n/serverText';
import type { TestStep } from './routers';
import styles from './TestSteps.module.css';
import './texts';

const known = ['connect', 'version', 'online_total'] as const;
const faults = [
  'unreachable', 'connection_refused', 'login_refused', 'terminals_busy', 'host_key_changed', 'algorithm_mismatch', 'timeout', 'connection_lost', 'protocol',
  'unexpected_question', 'command_refused', 'circuit_open', 'settings',
] as const;

/** Each step with what came of it; where one failed, what to do, and which were not reached. */
export function TestSteps({ steps }: { readonly steps: readonly TestStep[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const missing = known.filter((name) => steps.every((step) => step.name !== name));
  return (
    <ol className={styles.steps}>
      {steps.map((step) => {
        const word = known.find((name) => name === step.name);
        return (
          <li key={step.name} className={styles.step}>
            <Status tone={step.ok === null ? 'muted' : step.ok ? 'good' : 'bad'}>
              {word === undefined ? step.name : t(`routerTest.step.${word}`)} <span className="visually-hidden">{t(step.ok === true ? 'routerTest.passed' : 'routerTest.failed')}</span>
            </Status>
            <span className={styles.detail}>{serverText(step.detail)}</span>
            <span className={styles.detail}>{step.seconds !== null && t('state.took', { seconds: formats.decimal(step.seconds, 2) })}</span>
            {step.ok === false && <p className={styles.advice}>{t(`routerTest.advice.${faults.find((fault) => fault === step.fault) ?? 'unreadable'}`)}</p>}
          </li>
        );
      })}
      {missing.map((name) => (
        <li key={name} className={styles.step}>
          <Status tone="muted">{t(`routerTest.step.${name}`)}</Status>
          <span className={styles.detail}>{t('routerTest.notReached')}</span>
        </li>
      ))}
    </ol>
  );
}

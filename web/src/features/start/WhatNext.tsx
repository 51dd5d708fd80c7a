import { Link } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { Panel } from '~/design/Panel';
import { stepNames, type StepName, type StepState } from './steps';
import styles from './StartPage.module.css';

/** The end of the guide: what is left of it, and where the work goes on. */
export function WhatNext({ states }: { readonly states: Readonly<Record<StepName, StepState>> }) {
  const { t } = useTranslation();
  const left = stepNames.filter((name) => states[name] === 'open' || states[name] === 'locked');
  return (
    <Panel title={t(left.length === 0 ? 'start.allDone' : 'start.notAll')}>
      <div className={styles.body}>
        {left.length > 0 && (
          <p>
            {t('start.left')}{' '}
            {left.map((name) => (
              <Link key={name} to="/start" search={{ step: name }} className={styles.left}>
                {t(`start.step.${name}`)}
              </Link>
            ))}
          </p>
        )}
        <ul className={styles.onward}>
          <li>
            <Link to="/monitor">{t('start.toMonitor')}</Link>
          </li>
          <li>
            <Link to="/routers">{t('start.toRouters')}</Link>
          </li>
          {states.gateway !== 'elsewhere' && (
            <>
              <li>
                <Link to="/gateway">{t('start.toGateway')}</Link>
              </li>
              <li>
                <Link to="/users">{t('start.toUsers')}</Link>
              </li>
            </>
          )}
        </ul>
      </div>
    </Panel>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { sessionQuery } from '~/api/queries';
import { Page } from '~/design/Page';
import { Panel } from '~/design/Panel';
import { Empty, Skeleton } from '~/design/States';
import { Status, type Tone } from '~/design/Status';
import { GatewayStep } from './GatewayStep';
import { PasswordStep } from './PasswordStep';
import { RouterStep } from './RouterStep';
import { stepNames, useStepStates, type StepName, type StepState } from './steps';
import { WhatNext } from './WhatNext';
import styles from './StartPage.module.css';
import './texts';

const tones: Readonly<Record<StepState, Tone>> = { done: 'good', open: 'warn', locked: 'muted', elsewhere: 'muted', pending: 'muted', unknown: 'muted' };

/** From a fresh start to a router that is watched and a service that is balanced: each step may wait, and says by itself that it is done. */
export function StartPage() {
  const { t } = useTranslation();
  const { data: person, isPending } = useQuery(sessionQuery);
  return (
    <Page title={t('nav.start')}>
      {isPending && <Skeleton rows={6} />}
      {person === null && (
        <Empty
          action={
            <Link to="/login" search={{ back: '/start' }}>
              {t('session.login')}
            </Link>
          }
        >
          {t('start.stranger')}
        </Empty>
      )}
      {person != null && <Guide />}
    </Page>
  );
}

function Guide() {
  const { t } = useTranslation();
  const states = useStepStates();
  const { step } = useSearch({ from: '/start' });
  const navigate = useNavigate({ from: '/start' });
  const isKnown = stepNames.every((name) => states[name] !== 'pending');
  const first = stepNames.find((name) => states[name] === 'open') ?? 'done';
  useEffect(() => {
    // It stays where it began: a step that gets done does not push the page on.
    if (step === undefined && isKnown) void navigate({ search: { step: first }, replace: true });
  }, [step, isKnown, first, navigate]);
  return (
    <>
      <p className={styles.intro}>{t('start.intro')}</p>
      <ol className={styles.steps}>
        {stepNames.map((name, index) => (
          <li key={name}>
            <Link to="/start" search={{ step: name }} className={styles.step} activeOptions={{ includeSearch: true }} aria-current={step === name ? 'step' : undefined}>
              <span className={styles.number} aria-hidden="true">
                {index + 1}
              </span>
              <span className={styles.name}>{t(`start.step.${name}`)}</span>
              <Status tone={tones[states[name]]}>{t(`start.state.${states[name]}`)}</Status>
            </Link>
          </li>
        ))}
      </ol>
      {step === undefined && <Skeleton rows={6} />}
      {step !== undefined && step !== 'done' && <StepPanel key={step} name={step} state={states[step]} />}
      {step === 'done' && <WhatNext states={states} />}
    </>
  );
}

function StepPanel({ name, state }: { readonly name: StepName; readonly state: StepState }) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Who came by a link of this page goes on here; who loaded the page begins at its top.
    if (document.activeElement?.closest('main a') != null) place.current?.focus({ preventScroll: true });
  }, []);
  const index = stepNames.indexOf(name);
  const [before, after] = [stepNames[index - 1], stepNames[index + 1]];
  return (
    <div ref={place} tabIndex={-1} className={styles.panel}>
      <Panel title={t(`start.step.${name}`)} busy={state === 'pending'}>
        <div className={styles.body}>
          <p className={styles.why}>{t(`start.why.${name}`)}</p>
          {state === 'locked' && <Locked />}
          {state === 'elsewhere' && <p>{t('start.elsewhere')}</p>}
          {state !== 'locked' && state !== 'elsewhere' && <Content name={name} onDone={() => place.current?.focus({ preventScroll: true })} />}
          <nav className={styles.ways} aria-label={t('start.ways')}>
            {before !== undefined && (
              <Link to="/start" search={{ step: before }}>
                {t('start.back')}
              </Link>
            )}
            <Link to="/start" search={{ step: after ?? 'done' }} className={styles.next}>
              {t(state === 'open' || state === 'locked' ? 'start.skip' : 'start.next')}
            </Link>
          </nav>
        </div>
      </Panel>
    </div>
  );
}

interface ContentProps {
  readonly name: StepName;
  /** The form that had the focus is gone. */
  readonly onDone: () => void;
}

function Content({ name, onDone }: ContentProps) {
  switch (name) {
    case 'router':
      return <RouterStep onDone={onDone} />;
    case 'gateway':
      return <GatewayStep onDone={onDone} />;
    case 'password':
      return <PasswordStep onDone={onDone} />;
  }
}

function Locked() {
  const { t } = useTranslation();
  return (
    <p>
      {t('start.locked')}{' '}
      <Link to="/start" search={{ step: 'password' }}>
        {t('start.toPassword')}
      </Link>
    </p>
  );
}

import { useMutation } from '@tanstack/react-query';
import { useEffect, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { describeProblem } from '~/api/describeProblem';
import { isProblem } from '~/api/problem';
import { Button } from '~/design/Button';
import { FactList } from '~/design/FactList';
import { SelectField, TextField } from '~/design/Field';
import { Panel } from '~/design/Panel';
import { Failure } from '~/design/States';
import { UnknownCell } from '~/design/Unknown';
import { askRoute, type TestAnswer } from './routing';
import { usePlace } from './usePlace';
import styles from './TesterPanel.module.css';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Which way a request would take, and why: asked of the gateway itself, nothing is sent on. */
export function TesterPanel() {
  const { t } = useTranslation();
  const { place } = usePlace();
  const [method, setMethod] = useState(METHODS.find((known) => known === place.method) ?? 'GET');
  const [address, setAddress] = useState(place.address ?? '');
  const ask = useMutation({ mutationFn: askRoute });
  const { mutate } = ask;
  // Who comes from a request wants to know at once; it asks and changes nothing.
  useEffect(() => {
    if (place.address !== undefined) mutate({ method: METHODS.find((known) => known === place.method) ?? 'GET', ...split(place.address) });
  }, [mutate, place.method, place.address]);
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    ask.mutate({ method, ...split(address) });
  };
  return (
    <Panel title={t('tester.title')}>
      <form className={styles.form} onSubmit={onSubmit}>
        <SelectField label={t('tester.method')} value={method} onChange={(event) => setMethod(event.target.value)}>
          {METHODS.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </SelectField>
        <TextField
          label={t('tester.address')}
          hint={t('tester.hint')}
          error={isProblem(ask.error, 422) ? Object.values(ask.error.fields).join(' ') : undefined}
          value={address}
          onChange={(event) => setAddress(event.target.value)}
          placeholder={t('tester.example')}
          required
          spellCheck={false}
          autoCapitalize="off"
        />
        <Button type="submit" tone="primary" disabled={ask.isPending}>
          {t('tester.ask')}
        </Button>
      </form>
      <div role="status">
        {ask.error !== null && !isProblem(ask.error, 422) && <Failure title={t('tester.failed')} detail={describeProblem(t, ask.error)} />}
        {ask.data !== undefined && <Answer answer={ask.data} />}
      </div>
    </Panel>
  );
}

function Answer({ answer }: { readonly answer: TestAnswer }) {
  const { t } = useTranslation();
  return (
    <>
      <FactList
        facts={[
          { label: t('tester.route'), value: answer.route ?? t('tester.noRoute') },
          { label: t('tester.pool'), value: answer.pool ?? <UnknownCell reason={t('tester.noPool')} /> },
          { label: t('tester.backend'), value: answer.backend ?? <UnknownCell reason={t('tester.noBackend')} /> },
          ...(answer.status === null ? [] : [{ label: t('tester.status'), value: answer.status }]),
        ]}
      />
      <ol className={styles.reasons}>
        {answer.reasons.map((reason, index) => (
          <li key={index}>{reason}</li>
        ))}
      </ol>
    </>
  );
}

/** A whole address, or host and path as people type them. */
export function split(address: string): { host: string; path: string } {
  const bare = address.trim().replace(/^https?:\/\//i, '');
  const slash = bare.search(/[/?]/);
  if (slash < 0) return { host: bare, path: '/' };
  const path = bare.slice(slash);
  return { host: bare.slice(0, slash), path: path.startsWith('/') ? path : `/${path}` };
}

import { useMutation } from '@tanstack/react-query';
import { useEffect, useState, type SubmitEvent } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { isProblem } from '~/api/problem';
import { Button } from '~/design/Button';
import { SelectField, TextField } from '~/design/Field';
import { Panel } from '~/design/Panel';
import { Failure } from '~/design/States';
import { askRoute, split } from '~/editing/tester/askRoute';
import { RouteAnswer } from '~/editing/tester/RouteAnswer';
import { serverText } from '~/i18n/serverText';
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
          error={isProblem(ask.error, 422) ? Object.values(ask.error.fields).map((text) => serverText(text)).join(' ') : undefined}
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
        {ask.data !== undefined && <RouteAnswer answer={ask.data} />}
      </div>
    </Panel>
  );
}

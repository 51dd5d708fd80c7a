import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { controlQuery } from '~/api/control';
import { describeProblem } from '~/api/describeProblem';
import type { RouteRow } from '~/api/gateway';
import { isProblem } from '~/api/problem';
import { Button } from '~/design/Button';
import { TextField } from '~/design/Field';
import { Failure } from '~/design/States';
import { Status } from '~/design/Status';
import { askRoute, split } from '~/editing/tester/askRoute';
import { RouteAnswer } from '~/editing/tester/RouteAnswer';
import { serverText } from '~/i18n/serverText';
import { exampleOf, portOf } from './address';
import styles from './StartPage.module.css';

/** Asks the gateway which way a request of the route would take, and says how to send a real one. */
export function TryRoute({ route }: { readonly route: RouteRow }) {
  const { t } = useTranslation();
  const [address, setAddress] = useState(() => `${exampleOf(route.host)}${route.path_prefix ?? '/'}`);
  const ask = useMutation({ mutationFn: () => askRoute({ method: 'GET', ...split(address) }) });
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    ask.mutate();
  };
  return (
    <>
      <form className={styles.try} onSubmit={onSubmit}>
        <TextField
          label={t('start.tryAddress')}
          hint={t('start.tryHint')}
          error={isProblem(ask.error, 422) ? Object.values(ask.error.fields).map((text) => serverText(text)).join(' ') : undefined}
          value={address}
          onChange={(event) => setAddress(event.target.value)}
          required
          spellCheck={false}
          autoCapitalize="off"
        />
        <Button type="submit" tone="primary" disabled={ask.isPending}>
          {t('start.ask')}
        </Button>
      </form>
      <div role="status" className={styles.answer}>
        {ask.error !== null && !isProblem(ask.error, 422) && <Failure title={t('start.noAnswer')} detail={describeProblem(t, ask.error)} />}
        {ask.data !== undefined && (
          <>
            <Status tone={ask.data.backend === null ? 'bad' : 'good'}>{ask.data.backend === null ? t('start.leadsNowhere') : t('start.leadsTo', { backend: ask.data.backend })}</Status>
            <RouteAnswer answer={ask.data} />
          </>
        )}
      </div>
      <Real address={address} />
    </>
  );
}

function Real({ address }: { readonly address: string }) {
  const { t } = useTranslation();
  const { data: control } = useQuery(controlQuery);
  const port = portOf(control?.listeners ?? []);
  if (port === null) return null;
  const { host, path } = split(address);
  const command = `curl -H 'Host: ${host}' 'http://${window.location.hostname}:${port}${path}'`;
  return (
    <>
      <p className={styles.quiet}>{t('start.real')}</p>
      <code className={styles.command}>{command}</code>
    </>
  );
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from '~/i18n/useTranslation';
import * as z from 'zod/mini';
import { describeProblem } from '~/api/describeProblem';
import { request, withQuery } from '~/api/http';
import { isProblem } from '~/api/problem';
import { Button } from '~/design/Button';
import { FactList } from '~/design/FactList';
import { Panel } from '~/design/Panel';
import { Failure, Skeleton } from '~/design/States';
import { Status, type Tone } from '~/design/Status';
import { Unknown } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import { serverText } from '~/i18n/serverText';
import { useRouterId } from '~/live/routerId';
import { statusQuery, type RouterStatus } from './queries';

const states = { online: 'good', degraded: 'warn', offline: 'bad' } as const satisfies Readonly<Record<string, Tone>>;
type State = keyof typeof states;

export function StatusPanel() {
  const { t } = useTranslation();
  const router = useRouterId();
  const { data, isPending, error } = useQuery(statusQuery(router));
  return (
    <Panel title={t('link.title')} busy={isPending} aside={<Switches />}>
      {isPending && <Skeleton rows={3} />}
      {error !== null && data === undefined && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {data !== undefined && <StatusFacts status={data.status} address={addressOf(data.info)} since={data.info?.connection_time ?? null} />}
    </Panel>
  );
}

function StatusFacts({ status, address, since }: { readonly status: RouterStatus; readonly address: string | null; readonly since: string | null }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const state = stateOf(status);
  const word = (value: string | number | null) => value ?? <Unknown />;
  const date = (value: string | null) => (value === null ? <Unknown /> : formats.dateTime(Date.parse(value) / 1000));
  return (
    <>
      <FactList
        facts={[
          { label: t('link.state'), value: state === null ? <Unknown /> : <Status tone={states[state]}>{t(`connection.${state}`)}</Status> },
          { label: t('link.address'), value: word(address) },
          { label: t('link.protocol'), value: word(status.protocol?.toUpperCase() ?? null) },
          { label: t('link.since'), value: date(since) },
          { label: t('link.answer'), value: status.response_time_ms === null ? <Unknown /> : t('connection.milliseconds', { value: formats.decimal(status.response_time_ms, 1) }) },
          { label: t('link.sessions'), value: status.sessions?.open == null ? <Unknown /> : t('link.sessionsOf', { open: status.sessions.open, max: status.sessions.max ?? '?' }) },
          { label: t('link.circuit'), value: status.circuit?.state == null ? <Unknown /> : (circuitWord(t, status.circuit.state)) },
          { label: t('link.lastCheck'), value: date(status.last_check) },
        ]}
      />
      {status.last_error !== null && state !== 'online' && <Failure title={t('link.lastError')} detail={serverText(status.last_error.text)} />}
    </>
  );
}

function Switches() {
  const { t } = useTranslation();
  const router = useRouterId();
  const queries = useQueryClient();
  const turn = useMutation({
    mutationFn: (path: string) => request(withQuery(path, { router }), z.unknown(), { method: 'POST', body: {} }),
    onSettled: () => queries.invalidateQueries(statusQuery(router)),
  });
  return (
    <>
      {turn.isError && (
        <span role="alert">
          {isProblem(turn.error, 401, 403) ? t('connection.needsOperator') : describeProblem(t, turn.error)}{' '}
          {isProblem(turn.error, 401, 403) && (
            <Link to="/login" search={{ back: '/monitor/connection' }}>
              {t('session.login')}
            </Link>
          )}
        </span>
      )}
      <Button disabled={turn.isPending} onClick={() => turn.mutate('/api/router_connect')}>
        {t('link.connect')}
      </Button>
      <Button disabled={turn.isPending} onClick={() => turn.mutate('/api/router_disconnect')}>
        {t('link.disconnect')}
      </Button>
    </>
  );
}

function circuitWord(t: TFunction, state: string): string {
  switch (state) {
    case 'closed':
      return t('link.circuitClosed');
    case 'open':
      return t('link.circuitOpen');
    case 'half_open':
      return t('link.circuitHalfOpen');
    case 'stopped':
      return t('link.circuitStopped');
    default:
      return state;
  }
}

function stateOf({ status, connected }: RouterStatus): State | null {
  if (status !== null && status in states) return status as State;
  return connected === null ? null : connected ? 'online' : 'offline';
}

function addressOf(info: { readonly host: string | null; readonly port: number | null } | null): string | null {
  if (info?.host == null) return null;
  return info.port === null ? info.host : `${info.host}:${info.port}`;
}

import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { useMay } from '~/api/roles';
import { ownerOf } from '~/api/tenants';
import { Button } from '~/design/Button';
import { FactList, type Fact } from '~/design/FactList';
import { Panel } from '~/design/Panel';
import rows from '~/design/Rows.module.css';
import { Status } from '~/design/Status';
import { Unknown } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import type { RequestLine } from './sample';
import { usePlace } from './usePlace';
import { addressOf, reasonOf, toneOf } from './words';
import styles from './Requests.module.css';

interface Props {
  /** Absent: it is not in the sample. */
  readonly line: RequestLine | undefined;
  /** Whether there is a sample yet. */
  readonly isRead: boolean;
  readonly onClose: () => void;
}

/** One request: where it went and why, how long it took, and the way to its route, its pool and the tester. */
export function RequestDetail({ line, isRead, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Panel title={t('requests.one')} aside={<Button onClick={onClose}>{t('action.close')}</Button>}>
      {line === undefined && isRead && <p>{t('requests.gone')}</p>}
      {line !== undefined && <Facts line={line} />}
    </Panel>
  );
}

function Facts({ line }: { readonly line: RequestLine }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const mayAsk = useMay('operator');
  const { filter } = usePlace();
  const of = ownerOf(line.tenant_id);
  const owner = of === undefined ? {} : { of };
  const millis = (value: number) => t('requests.milliseconds', { value: formats.decimal(value, value < 10 ? 2 : 0) });
  const known = (value: ReactNode, reason: string) => value ?? <Unknown reason={reason} />;
  const facts: readonly Fact[] = [
    { label: t('requests.status'), value: <Status tone={toneOf(line)}>{line.status ?? t('requests.noAnswer')}</Status> },
    { label: t('requests.ended'), value: formats.dateTime(Date.parse(line.timestamp) / 1000) },
    {
      label: t('requests.route'),
      value: known(
        line.route !== null && (
          <Link to="/gateway/routes" search={{ ...owner, route: line.route }}>
            {line.route}
          </Link>
        ) || null,
        t('requests.noRoute'),
      ),
    },
    {
      label: t('requests.pool'),
      value: known(
        line.pool !== null && (
          <Link to="/gateway/pools" search={{ ...owner, pool: line.pool }}>
            {line.pool}
          </Link>
        ) || null,
        t('requests.noPool'),
      ),
    },
    { label: t('requests.backend'), value: known(line.backend, t('requests.noBackend')) },
    { label: t('requests.why'), value: known(line.why === null ? null : reasonOf(t, line.why), t('requests.whyNot')) },
    { label: t('requests.retries'), value: line.retries === null ? null : formats.integer(line.retries) },
    { label: t('requests.whole'), value: line.duration_ms === null ? null : millis(line.duration_ms) },
    { label: t('requests.firstByte'), value: known(line.backend_ms === null ? null : millis(line.backend_ms), t('requests.noFirstByte')) },
    ...(line.duration_ms === null || line.backend_ms === null ? [] : [{ label: t('requests.rest'), value: millis(Math.max(0, line.duration_ms - line.backend_ms)) }]),
    { label: t('requests.bytesIn'), value: line.bytes_in === null ? null : formats.bytes(line.bytes_in) },
    { label: t('requests.bytesOut'), value: line.bytes_out === null ? null : formats.bytes(line.bytes_out) },
    { label: t('requests.protocol'), value: [line.scheme, line.protocol].filter(Boolean).join(' · ') },
    { label: t('requests.gateway'), value: line.gateway },
    { label: t('requests.tenant'), value: known(line.tenant_id, t('requests.noRoute')) },
    { label: t('requests.id'), value: known(line.request_id, t('requests.noId')) },
    { label: t('requests.client'), value: known(line.client, mayAsk ? t('requests.clientAsk') : t('requests.clientRole')) },
  ];
  const within = filter.tenant === undefined ? {} : { tenant: filter.tenant };
  return (
    <div className={rows.stack}>
      <p className={styles.address}>
        <strong>{line.method}</strong> {addressOf(line)}
      </p>
      {line.aborted === true && <p>{t('requests.cut')}</p>}
      {line.blocked === true && <p>{t('requests.blocked')}</p>}
      <FactList facts={facts} />
      <p className={styles.links}>
        <Link to="/gateway/routes" search={{ method: line.method, address: addressOf(line) }}>
          {t('requests.try')}
        </Link>
      </p>
      <p className={styles.links}>
        {t('requests.like')}:{' '}
        {line.host !== null && (
          <Link to="/gateway/requests" search={{ ...within, host: line.host.replace(/:\d+$/, '') }}>
            {t('requests.sameHost')}
          </Link>
        )}
        {line.route !== null && (
          <Link to="/gateway/requests" search={{ ...(of === undefined ? within : { tenant: of }), route: line.route }}>
            {t('requests.sameRoute')}
          </Link>
        )}
        <Link to="/gateway/requests" search={{ ...within, status: line.status === null ? 'none' : String(line.status) }}>
          {t('requests.sameStatus')}
        </Link>
      </p>
    </div>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { configurationKey, type BackendRow } from '~/api/gateway';
import { Button } from '~/design/Button';
import { make, readObject } from '~/editing/changes';
import { BackendState, Judgement } from '~/live/backends/BackendState';
import { useBackends } from '~/live/backends/useBackends';
import { DeleteBackend } from './Deletions';
import { backendPath } from './objects';
import { usePlace } from './usePlace';
import styles from './Pools.module.css';

interface Props {
  readonly pool: string;
  readonly of: string | undefined;
  readonly mayChange: boolean;
}

/** The pool's backends with what may be done to each. */
export function PoolBackends({ pool, of, mayChange }: Props) {
  const { t } = useTranslation();
  const { rows } = useBackends(of);
  const [removing, setRemoving] = useState<BackendRow | null>(null);
  const own = rows?.filter((row) => row.pool === pool && (of === undefined || row.tenant === of)) ?? [];
  return (
    <section>
      <h3>{t('pool.backends')}</h3>
      <ul className={styles.backends}>
        {own.map((row) => (
          <li key={row.id}>
            <span className={styles.address}>
              <strong>{row.address}</strong> <span className={styles.quiet}>{t('pool.weightIs', { weight: row.weight ?? 1 })}</span>
            </span>
            <BackendState row={row} />
            <span className={`${styles.quiet ?? ''} ${styles.judgement ?? ''}`}>
              <Judgement row={row} />
            </span>
            {mayChange && <BackendActions row={row} of={of} onRemove={() => setRemoving(row)} isLast={own.length === 1} />}
          </li>
        ))}
      </ul>
      {removing !== null && <DeleteBackend row={removing} of={of} onClose={() => setRemoving(null)} />}
    </section>
  );
}

function BackendActions({ row, of, isLast, onRemove }: { readonly row: BackendRow; readonly of: string | undefined; readonly isLast: boolean; readonly onRemove: () => void }) {
  const { t } = useTranslation();
  const { edit } = usePlace();
  const queries = useQueryClient();
  const drain = useMutation({
    mutationFn: async () => {
      const { body, tag } = await readObject(backendPath(row.id), of);
      return make({ method: 'PUT', path: backendPath(row.id), tenant: of, body: { ...body, drain: row.drain !== true }, ifMatch: tag ?? undefined }, '');
    },
    onSettled: () => queries.invalidateQueries({ queryKey: configurationKey }),
  });
  const address = row.address ?? row.id;
  return (
    <span className={styles.actions}>
      <Button disabled={drain.isPending} onClick={() => drain.mutate()} aria-label={t(row.drain === true ? 'pool.useOne' : 'pool.drainOne', { address })}>
        {t(row.drain === true ? 'pool.use' : 'pool.drain')}
      </Button>
      <Button onClick={() => edit('backend', row.id)} aria-label={t('pool.editOne', { address })}>
        {t('pool.edit')}
      </Button>
      <Button tone="danger" disabled={isLast} title={isLast ? t('pool.lastBackend') : undefined} onClick={onRemove} aria-label={t('pool.removeOne', { address })}>
        {t('pool.remove')}
      </Button>
      {drain.error !== null && <span role="alert">{describeProblem(t, drain.error)}</span>}
    </span>
  );
}

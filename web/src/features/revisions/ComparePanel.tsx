import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { controlQuery } from '~/api/control';
import { describeProblem } from '~/api/describeProblem';
import { configurationKey } from '~/api/gateway';
import { useMay } from '~/api/roles';
import { useListedTenant } from '~/api/tenants';
import { Button } from '~/design/Button';
import { SelectField } from '~/design/Field';
import { compare, fold } from '~/design/lineDiff';
import { Panel } from '~/design/Panel';
import { SideBySide } from '~/design/SideBySide';
import { Failure, Skeleton } from '~/design/States';
import { ConfirmChange } from '~/editing/ConfirmChange';
import { documentQuery, revisionsQuery } from './revisions';
import styles from './Revisions.module.css';

interface Props {
  readonly revision: number;
  readonly against: number;
  readonly tenant: string | undefined;
}

/** Two revisions side by side, and the way back to one. */
export function ComparePanel({ revision, against, tenant }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/gateway/revisions' });
  const listed = useListedTenant(tenant);
  const [before, after] = [useQuery(documentQuery(against, listed)), useQuery(documentQuery(revision, listed))];
  const parts = useMemo(() => (before.data === undefined || after.data === undefined ? null : fold(compare(before.data, after.data))), [before.data, after.data]);
  const error = before.error ?? after.error;
  return (
    <Panel
      title={t('revisions.compare', { revision, against })}
      busy={parts === null && error === null}
      aside={
        <>
          <RollBack revision={revision} tenant={listed} />
          <Button onClick={() => void navigate({ search: ({ tenant: whose, page }) => ({ ...(whose === undefined ? {} : { tenant: whose }), ...(page === undefined ? {} : { page }) }) })}>{t('action.close')}</Button>
        </>
      }
    >
      <div className={styles.choice}>
        <Against revision={revision} against={against} tenant={listed} />
      </div>
      {parts === null && error === null && <Skeleton rows={8} />}
      {error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {parts !== null && <SideBySide parts={parts} before={against === 0 ? t('revisions.nothing') : t('revisions.one', { number: against })} after={t('revisions.one', { number: revision })} />}
    </Panel>
  );
}

function Against({ revision, against, tenant }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/gateway/revisions' });
  const { data } = useQuery(revisionsQuery(tenant, 1));
  const others = new Set([against, ...(data?.items.map(({ number }) => number) ?? [])]);
  others.delete(revision);
  return (
    <SelectField label={t('revisions.against')} value={String(against)} onChange={(event) => void navigate({ search: (kept) => ({ ...kept, against: Number(event.target.value) }) })}>
      {[...others].sort((one, other) => other - one).map((number) => (
        <option key={number} value={number}>
          {number === 0 ? t('revisions.nothing') : t('revisions.one', { number })}
        </option>
      ))}
    </SelectField>
  );
}

function RollBack({ revision, tenant }: { readonly revision: number; readonly tenant: string | undefined }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayWrite = useMay('operator');
  const { data: control } = useQuery(controlQuery);
  const [asking, setAsking] = useState(false);
  if (!mayWrite || control?.config_revision === revision) return null;
  return (
    <>
      <Button tone="primary" onClick={() => setAsking(true)}>
        {t('revisions.rollBack', { number: revision })}
      </Button>
      {asking && (
        <ConfirmChange
          title={t('revisions.rollBackTitle', { number: revision })}
          consequence={t('revisions.rollBackConsequence')}
          action={t('revisions.rollBackDo')}
          change={{ method: 'POST', path: `/api/config/revisions/${revision}/rollback`, tenant }}
          onClose={() => setAsking(false)}
          onDone={() => {
            void queries.invalidateQueries({ queryKey: configurationKey });
            void queries.invalidateQueries({ queryKey: controlQuery.queryKey });
          }}
        />
      )}
    </>
  );
}

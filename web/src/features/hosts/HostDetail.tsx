import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { isProblem } from '~/api/problem';
import { useMay } from '~/api/roles';
import { Button } from '~/design/Button';
import { Confirm } from '~/design/Confirm';
import { FactList } from '~/design/FactList';
import { Moment } from '~/design/Moment';
import { Panel } from '~/design/Panel';
import rows from '~/design/Rows.module.css';
import { Failure, Skeleton } from '~/design/States';
import { Unknown } from '~/design/Unknown';
import { serverText } from '~/i18n/serverText';
import { ApproveDialog } from './ApproveDialog';
import { HostState } from './HostState';
import { checkHost, hostQuery, hostsKey, releaseHost, type Host } from './hosts';
import styles from './Hosts.module.css';
import { Record } from './Record';
import { usePlace } from './usePlace';

interface Props {
  readonly name: string;
  readonly of: string | undefined;
}

/** One host name: whether it is proven, and by what. */
export function HostDetail({ name, of }: Props) {
  const { t } = useTranslation();
  const { close } = usePlace();
  const { data, error } = useQuery(hostQuery(name, of));
  const isGone = isProblem(error, 404);
  return (
    <Panel title={name} busy={data === undefined && error === null} aside={<Button onClick={close}>{t('action.close')}</Button>}>
      {data === undefined && error === null && <Skeleton rows={6} />}
      {isGone && <p>{t('hosts.gone', { name })}</p>}
      {data === undefined && error !== null && !isGone && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {data !== undefined && !isGone && <Overview row={data} of={of} />}
    </Panel>
  );
}

function Overview({ row, of }: { readonly row: Host; readonly of: string | undefined }) {
  const { t } = useTranslation();
  const seesAll = useMay('platform');
  const mayWrite = useMay('operator');
  return (
    <div className={rows.stack}>
      <FactList
        facts={[
          { label: t('hosts.state'), value: <HostState row={row} /> },
          ...(seesAll ? [{ label: t('hosts.tenant'), value: <Link to="/tenants" search={{ tenant: row.tenant }}>{row.tenant}</Link> }] : []),
          ...(row.proven_at === null ? [] : [{ label: t('hosts.provenAt'), value: <Moment at={row.proven_at} none="" /> }]),
          { label: t('hosts.checked'), value: row.checked_at === null ? <Unknown reason={t('hosts.notChecked')} /> : <Moment at={row.checked_at} none="" /> },
          ...(row.lost_at === null ? [] : [{ label: t('hosts.lostAt'), value: <Moment at={row.lost_at} none="" /> }]),
        ]}
      />
      {row.problem !== null && <p className={row.state === 'proven' ? styles.note : styles.problem}>{serverText(row.problem)}</p>}
      {mayWrite && <Actions row={row} of={of} />}
      <Record row={row} />
    </div>
  );
}

function Actions({ row, of }: { readonly row: Host; readonly of: string | undefined }) {
  const { t } = useTranslation();
  const { close } = usePlace();
  const queries = useQueryClient();
  const mayApprove = useMay('platform');
  const [asked, setAsked] = useState<'approve' | 'release' | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: hostsKey });
  const check = useMutation({ mutationFn: () => checkHost(row.host, of), onSettled: refresh });
  return (
    <>
      <div className={styles.actions}>
        {row.method !== 'platform' && (
          <Button tone={row.state === 'proven' ? 'plain' : 'primary'} disabled={check.isPending} onClick={() => check.mutate()}>
            {t('hosts.check')}
          </Button>
        )}
        {mayApprove && row.method !== 'platform' && <Button onClick={() => setAsked('approve')}>{t('hosts.approve')}</Button>}
        {row.state === 'proven' && (
          <Link className={styles.link} to="/gateway/routes" search={{ edit: 'new', ...(of === undefined ? {} : { of }) }}>
            {t('hosts.makeRoute')}
          </Link>
        )}
        <Button tone="danger" onClick={() => setAsked('release')}>
          {t('hosts.release')}
        </Button>
      </div>
      <div role="status">
        {check.data !== undefined && <p className={styles.note}>{check.data.state === 'proven' ? t('hosts.found') : t('hosts.lookedAndNot')}</p>}
        {check.error !== null && <Failure title={t('hosts.notLooked')} detail={describeProblem(t, check.error)} />}
      </div>
      {asked === 'approve' && <ApproveDialog row={row} of={of} onClose={() => setAsked(null)} onDone={refresh} />}
      {asked === 'release' && (
        <Confirm
          title={t('hosts.releaseTitle', { host: row.host })}
          consequence={t('hosts.releaseConsequence')}
          action={t('hosts.release')}
          run={async () => {
            await releaseHost(row.host, of);
            close();
            await refresh();
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

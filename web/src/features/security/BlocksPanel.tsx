import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { describeProblem } from '~/api/describeProblem';
import { isProblem } from '~/api/problem';
import { sessionQuery } from '~/api/queries';
import { useMay } from '~/api/roles';
import { Button } from '~/design/Button';
import { SelectField, TextField } from '~/design/Field';
import { Panel } from '~/design/Panel';
import { Empty, Failure, Skeleton } from '~/design/States';
import { Status } from '~/design/Status';
import table from '~/design/Table.module.css';
import { useFormats } from '~/i18n/formats';
import { addBlock, blocksQuery, removeBlock, type Block } from './security';
import styles from './BlocksPanel.module.css';

const lifetimes = { hour: 3_600, day: 86_400, week: 604_800 } as const;

export function BlocksPanel() {
  const { t } = useTranslation();
  const { data, error } = useQuery(blocksQuery);
  const { data: person } = useQuery(sessionQuery);
  const mayWrite = useMay('operator');
  return (
    <Panel
      title={t('blocks.title')}
      flush
      busy={data === undefined && error === null}
      aside={mayWrite ? null : <>{t('blocks.needsOperator')} {person == null && <Link to="/login" search={{ back: '/gateway/security' }}>{t('session.login')}</Link>}</>}
    >
      {mayWrite && <BlockForm />}
      {data === undefined && error === null && <Skeleton rows={2} />}
      {data === undefined && error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {data?.items.length === 0 && <Empty>{t('blocks.none')}</Empty>}
      {data !== undefined && data.items.length > 0 && <BlockTable rows={data.items} mayWrite={mayWrite} />}
    </Panel>
  );
}

function BlockForm() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [network, setNetwork] = useState('');
  const [action, setAction] = useState<'block' | 'allow'>('block');
  const [lifetime, setLifetime] = useState<keyof typeof lifetimes | 'ever'>('day');
  const add = useMutation({
    mutationFn: addBlock,
    onSuccess: async () => {
      setNetwork('');
      await queries.invalidateQueries({ queryKey: blocksQuery.queryKey });
    },
  });
  const fields = isProblem(add.error) ? add.error.fields : {};
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    add.mutate({ network: network.trim(), action, ...(lifetime === 'ever' ? {} : { expires_at: new Date(Date.now() + lifetimes[lifetime] * 1000).toISOString() }) });
  };
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <TextField
        label={t('blocks.network')}
        hint={t('blocks.networkHint')}
        error={add.error === null ? undefined : (fields.network ?? describeProblem(t, add.error))}
        value={network}
        onChange={(event) => setNetwork(event.target.value)}
        placeholder="203.0.113.0/24"
        required
        spellCheck={false}
      />
      <SelectField label={t('blocks.action')} value={action} onChange={(event) => setAction(event.target.value === 'allow' ? 'allow' : 'block')}>
        <option value="block">{t('blocks.block')}</option>
        <option value="allow">{t('blocks.allow')}</option>
      </SelectField>
      <SelectField label={t('blocks.lifetime')} value={lifetime} onChange={(event) => setLifetime(event.target.value as typeof lifetime)}>
        <option value="hour">{t('blocks.hour')}</option>
        <option value="day">{t('blocks.day')}</option>
        <option value="week">{t('blocks.week')}</option>
        <option value="ever">{t('blocks.ever')}</option>
      </SelectField>
      <Button type="submit" tone="primary" disabled={add.isPending}>
        {t('blocks.add')}
      </Button>
    </form>
  );
}

function BlockTable({ rows, mayWrite }: { readonly rows: readonly Block[]; readonly mayWrite: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const queries = useQueryClient();
  const remove = useMutation({ mutationFn: removeBlock, onSettled: () => queries.invalidateQueries({ queryKey: blocksQuery.queryKey }) });
  const time = (text: string | null) => (text === null ? t('blocks.ever') : formats.dateTime(Date.parse(text) / 1000));
  return (
    <div className={table.scroll} tabIndex={0} role="group" aria-label={t('blocks.title')}>
      {remove.error !== null && <Failure title={t('blocks.notRemoved')} detail={describeProblem(t, remove.error)} />}
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('blocks.network')}</th>
            <th scope="col">{t('blocks.action')}</th>
            <th scope="col">{t('blocks.until')}</th>
            <th scope="col">{t('blocks.why')}</th>
            <th scope="col">{t('blocks.by')}</th>
            {mayWrite && <th scope="col">{t('action.title')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.network}</th>
              <td>{row.action === 'allow' ? <Status tone="good">{t('blocks.allow')}</Status> : <Status tone="bad">{t('blocks.block')}</Status>}</td>
              <td>{time(row.expires_at)}</td>
              <td className={table.quiet}>{row.reason ?? row.rule}</td>
              <td className={table.quiet}>{row.origin === 'automatic' ? t('blocks.automatic') : row.created_by}</td>
              {mayWrite && (
                <td>
                  <Button tone="danger" disabled={remove.isPending} onClick={() => remove.mutate(row.id)} aria-label={t('blocks.removeOne', { network: row.network })}>
                    {t('blocks.remove')}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

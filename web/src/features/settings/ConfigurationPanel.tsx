import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { Link } from '@tanstack/react-router';
import { controlQuery } from '~/api/control';
import { describeProblem } from '~/api/describeProblem';
import { configurationKey } from '~/api/gateway';
import { Button } from '~/design/Button';
import { Confirm } from '~/design/Confirm';
import { Panel } from '~/design/Panel';
import { Empty, Failure, Skeleton } from '~/design/States';
import { CodeArea } from './CodeArea';
import { linesOfFile, reload, wholeQuery, type Answer, type Configuration } from './configuration';
import { ConfigurationForm } from './ConfigurationForm';
import { FileNote } from './FileNote';
import styles from './Settings.module.css';

/** The configuration of the whole installation: as it is, and under somebody's hands. */
export function ConfigurationPanel() {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<Configuration | null>(null);
  const [saved, setSaved] = useState<Answer | null>(null);
  const { data, error } = useQuery({ ...wholeQuery, enabled: edited === null });
  const isLoading = data === undefined && error === null;
  const begin = (from: Configuration) => {
    setSaved(null);
    setEdited(from);
  };
  return (
    <Panel
      title={t('settings.configuration')}
      busy={isLoading}
      aside={
        data?.revision != null && (
          <Link to="/gateway/revisions" search={{}}>
            {t('settings.revision', { number: data.revision })}
          </Link>
        )
      }
    >
      {isLoading && <Skeleton rows={8} />}
      {data === undefined && error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {data !== undefined && edited === null && <Shown of={data} saved={saved} onSaved={setSaved} onEdit={() => begin(data)} />}
      {edited !== null && (
        <ConfigurationForm
          stored={edited}
          onClose={() => setEdited(null)}
          onSaved={(answer) => {
            setSaved(answer);
            setEdited(null);
          }}
        />
      )}
    </Panel>
  );
}

interface ShownProps {
  readonly of: Configuration;
  readonly saved: Answer | null;
  readonly onSaved: (answer: Answer) => void;
  readonly onEdit: () => void;
}

function Shown({ of, saved, onSaved, onEdit }: ShownProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  return (
    <div className={styles.sections}>
      <div role="status">
        {saved !== null && <p className={styles.note}>{saved.differences.length === 0 ? t('settings.nothingNew') : t('settings.saved', { revision: saved.revision ?? '', gateways: saved.in_force_at.join(', ') || t('settings.noGateway') })}</p>}
      </div>
      <FileNote of={of} />
      {of.text === '' ? <Empty>{t('settings.empty')}</Empty> : <CodeArea label={t('settings.configuration')} text={of.text} fixed={linesOfFile(of.text, of.managed)} />}
      <div className={styles.buttons}>
        <Button onClick={() => setAsking(true)}>{t('settings.reload')}</Button>
        <Button tone="primary" onClick={onEdit}>
          {t('settings.edit')}
        </Button>
      </div>
      {asking && (
        <Confirm
          title={t('settings.reloadTitle')}
          consequence={of.file === null ? t('settings.reloadConsequence') : t('settings.reloadFile', { file: of.file })}
          action={t('settings.reload')}
          run={async () => {
            onSaved(await reload());
            await Promise.all([queries.invalidateQueries({ queryKey: configurationKey }), queries.invalidateQueries({ queryKey: controlQuery.queryKey })]);
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

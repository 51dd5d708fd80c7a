import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { isProblem } from '~/api/problem';
import { Button } from '~/design/Button';
import { Panel } from '~/design/Panel';
import { Failure, Skeleton } from '~/design/States';
import { serverText } from '~/i18n/serverText';
import { useRouterId } from '~/live/routerId';
import { LookUpAnswer } from './LookUpAnswer';
import { guessKey, lookUp, type LookUpKey } from './lookUp';
import styles from './LookUpPanel.module.css';

const keys = ['login', 'ip', 'mac'] as const;

export function LookUpPanel() {
  const { t } = useTranslation();
  const router = useRouterId();
  const [value, setValue] = useState('');
  const [chosen, setChosen] = useState<LookUpKey | null>(null);
  const key = chosen ?? guessKey(value);
  const search = useMutation({ mutationFn: () => lookUp(key, value.trim(), router) });
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (value.trim() !== '') search.mutate();
  };
  return (
    <Panel title={t('lookUp.title')} aside={<span>{t('lookUp.audited')}</span>}>
      <form className={styles.form} onSubmit={onSubmit} role="search">
        <select className={styles.key} aria-label={t('lookUp.by')} value={key} onChange={(event) => setChosen(event.target.value as LookUpKey)}>
          {keys.map((name) => (
            <option key={name} value={name}>
              {t(`lookUp.key.${name}`)}
            </option>
          ))}
        </select>
        <input
          className={styles.value}
          aria-label={t('lookUp.value')}
          placeholder={t('lookUp.placeholder')}
          value={value}
          maxLength={128}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setValue(event.target.value);
            setChosen(null);
          }}
        />
        <Button type="submit" tone="primary" disabled={value.trim() === '' || search.isPending}>
          {t('lookUp.search')}
        </Button>
      </form>
      <div aria-live="polite">
        {search.isPending && <Skeleton rows={3} />}
        {search.isError && <LookUpFailure error={search.error} />}
        {search.isSuccess && <LookUpAnswer result={search.data} />}
      </div>
    </Panel>
  );
}

function LookUpFailure({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  if (isProblem(error, 401, 403)) {
    return <Failure title={t('lookUp.needsOperator')} detail={serverText(error.detail)} action={<Link to="/login" search={{ back: '/monitor/subscribers' }}>{t('session.login')}</Link>} />;
  }
  return <Failure title={t('lookUp.failed')} detail={describeProblem(t, error)} />;
}

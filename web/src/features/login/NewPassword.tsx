import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import * as z from 'zod/mini';
import { describeProblem } from '~/api/describeProblem';
import { request } from '~/api/http';
import { forgetEverything } from '~/api/queries';
import { Button } from '~/design/Button';
import { TextField } from '~/design/Field';
import { useFieldErrors } from '~/design/FormErrors';
import { Failure } from '~/design/States';
import styles from './LoginPage.module.css';

interface Props {
  /** What was typed at the login a moment ago; empty when somebody comes back to this page. */
  readonly known: string;
  readonly onDone: () => void;
}

/** A one-time password opens this form and nothing else. */
export function NewPassword({ known, onDone }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [current, setCurrent] = useState(known);
  const [wanted, setWanted] = useState('');
  const change = useMutation({
    mutationFn: () => request('/api/profile', z.unknown(), { method: 'PUT', body: { current_password: current, new_password: wanted } }),
    onSuccess: async () => {
      await forgetEverything(queries);
      onDone();
    },
  });
  const errors = useFieldErrors(change.error);
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <main className={styles.page}>
      <form className={styles.form} onSubmit={onSubmit}>
        <h1 className={styles.title}>{t('session.newPassword')}</h1>
        <p className={styles.hint}>{t('login.newWhy')}</p>
        {known === '' && (
          <TextField
            label={t('login.current')}
            name="current_password"
            type="password"
            autoComplete="current-password"
            required
            value={current}
            error={errors.current_password}
            onChange={(event) => setCurrent(event.target.value)}
          />
        )}
        <TextField
          label={t('login.new')}
          name="new_password"
          type="password"
          autoComplete="new-password"
          required
          autoFocus
          value={wanted}
          error={errors.new_password}
          onChange={(event) => setWanted(event.target.value)}
        />
        {change.isError && Object.keys(errors).length === 0 && <Failure title={t('login.notChanged')} detail={describeProblem(t, change.error)} />}
        <Button type="submit" tone="primary" disabled={change.isPending}>
          {t('login.change')}
        </Button>
      </form>
    </main>
  );
}

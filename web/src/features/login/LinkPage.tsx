import { useMutation } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { Button } from '~/design/Button';
import { TextField } from '~/design/Field';
import { Form } from '~/design/Form';
import { useFieldErrors } from '~/design/FormErrors';
import { typedTwice } from '~/design/passwords';
import { Failure } from '~/design/States';
import './texts';
import { setPassword } from './registration';
import styles from './LoginPage.module.css';

/** Where a one-time link leads: to choose a password without the old one, for whoever was invited or forgot it. */
export function LinkPage() {
  const { t } = useTranslation();
  const token = useToken();
  const [done, setDone] = useState(false);
  return (
    <main className={styles.page}>
      <div className={styles.form}>
        <h1 className={styles.title}>{done ? t('once.done') : t('once.title')}</h1>
        {done ? <p role="status">{t('once.doneWhy')}</p> : token === '' ? <Failure title={t('once.failed')} detail={t('once.void')} /> : <PasswordForm token={token} onDone={() => setDone(true)} />}
        <Link to="/login" className={styles.hint}>
          {t('session.login')}
        </Link>
      </div>
    </main>
  );
}

function PasswordForm({ token, onDone }: { readonly token: string; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const set = useMutation({
    mutationFn: async (data: FormData) => setPassword(token, typedTwice(data, t('once.different'))),
    onSuccess: onDone,
  });
  const errors = useFieldErrors(set.error);
  return (
    <Form
      className={styles.fields}
      error={set.error}
      fields={['new_password', 'again', 'token']}
      failed={t('once.failed')}
      onSend={(data) => set.mutate(data)}
      buttons={
        <Button type="submit" tone="primary" disabled={set.isPending}>
          {t('once.set')}
        </Button>
      }
    >
      <p className={styles.hint}>{t('once.why')}</p>
      <TextField label={t('once.new')} name="new_password" type="password" autoComplete="new-password" required autoFocus error={errors.new_password} />
      <TextField label={t('once.again')} name="again" type="password" autoComplete="new-password" required error={errors.again} />
      {errors.token !== undefined && <Failure title={t('once.failed')} detail={t('once.void')} />}
    </Form>
  );
}

/** After the # it reaches no server and no log; after the ? it is taken too. */
function useToken(): string {
  return useLocation({
    select: ({ hash, search }) => {
      const asked = (search as { token?: unknown }).token;
      return new URLSearchParams(hash).get('token') ?? (typeof asked === 'string' ? asked : '');
    },
  });
}

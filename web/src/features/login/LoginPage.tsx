import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod/mini';
import { describeProblem } from '~/api/describeProblem';
import { request } from '~/api/http';
import { isProblem } from '~/api/problem';
import { forgetEverything } from '~/api/queries';
import { Button } from '~/design/Button';
import { TextField } from '~/design/Field';
import { Failure } from '~/design/States';
import styles from './LoginPage.module.css';

const HOME = '/monitor';

export function LoginPage() {
  const { t } = useTranslation();
  const router = useRouter();
  const queries = useQueryClient();
  const { back }: { back?: string } = useSearch({ strict: false });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const login = useMutation({
    mutationFn: () => request('/api/auth/login', z.unknown(), { method: 'POST', body: { email: email.trim(), password } }),
    onSuccess: async () => {
      await forgetEverything(queries);
      router.history.push(ownPath(back));
    },
  });
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    login.mutate();
  };
  return (
    <main className={styles.page}>
      <form className={styles.form} onSubmit={onSubmit}>
        <img src="/favicon.svg" width="44" height="44" alt="" />
        <h1 className={styles.title}>{t('login.title')}</h1>
        <TextField label={t('login.email')} name="email" type="email" autoComplete="username" required autoFocus value={email} onChange={(event) => setEmail(event.target.value)} />
        <TextField
          label={t('login.password')}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {login.isError && <LoginFailure error={login.error} />}
        <Button type="submit" tone="primary" disabled={login.isPending}>
          {login.isPending ? t('login.trying') : t('session.login')}
        </Button>
        <p className={styles.hint}>{t('login.firstTime')}</p>
        <Link to={HOME} className={styles.hint}>
          {t('login.withoutAccount')}
        </Link>
      </form>
    </main>
  );
}

function LoginFailure({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  return <Failure title={t('login.failed')} detail={isProblem(error, 401) ? t('login.wrong') : describeProblem(t, error)} />;
}

/** Where to go back to is in the address, so it may be anything: only paths of this console are followed. */
export function ownPath(back: string | undefined): string {
  if (!back?.startsWith('/')) return HOME;
  const url = new URL(back, window.location.origin);
  return url.origin === window.location.origin && url.pathname !== '/login' ? url.pathname + url.search : HOME;
}

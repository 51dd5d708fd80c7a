import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import * as z from 'zod/mini';
import { describeProblem } from '~/api/describeProblem';
import { flag } from '~/api/fields';
import { request } from '~/api/http';
import { isProblem } from '~/api/problem';
import { forgetEverything, sessionQuery } from '~/api/queries';
import { shapeOf, type Schemas } from '~/api/shape';
import { Button } from '~/design/Button';
import { TextField } from '~/design/Field';
import { Failure } from '~/design/States';
import './texts';
import { NewPassword } from './NewPassword';
import { HOME, ownPath } from './ownPath';
import { registrationQuery } from './registration';
import styles from './LoginPage.module.css';

const loginBody = shapeOf<Schemas['LoginResponse']>()({ user: z.catch(z.nullable(shapeOf<Schemas['ProfileBody']>()({ must_change_password: flag })), null) });

export function LoginPage() {
  const { t } = useTranslation();
  const router = useRouter();
  const queries = useQueryClient();
  const { back }: { back?: string } = useSearch({ strict: false });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const login = useMutation({
    mutationFn: () => request('/api/auth/login?cookie=true', loginBody, { method: 'POST', body: { email: email.trim(), password } }),
    onSuccess: async ({ user }) => {
      await forgetEverything(queries);
      if (user?.must_change_password !== true) router.history.push(ownPath(back));
    },
  });
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    login.mutate();
  };
  const { data: person } = useQuery(sessionQuery);
  const { data: registration } = useQuery(registrationQuery);
  if (person?.must_change_password === true) {
    return <NewPassword known={password} onDone={() => router.history.push(ownPath(back))} />;
  }
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
        <p className={styles.hint}>{t('entrance.forgotten')}</p>
        {registration?.open === true && (
          <Link to="/register" className={styles.hint}>
            {t('register.title')}
          </Link>
        )}
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

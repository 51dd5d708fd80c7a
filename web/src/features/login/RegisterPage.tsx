import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { forgetEverything } from '~/api/queries';
import { Button } from '~/design/Button';
import { TextField } from '~/design/Field';
import { Form, typed, typedExactly } from '~/design/Form';
import { useFieldErrors } from '~/design/FormErrors';
import { Failure, Skeleton } from '~/design/States';
import './texts';
import { HOME } from './ownPath';
import { register, registrationQuery } from './registration';
import styles from './LoginPage.module.css';

/** A tenant of one's own and its owner's account, where the installation lets strangers make one. */
export function RegisterPage() {
  const { t } = useTranslation();
  const { data, isPending } = useQuery(registrationQuery);
  return (
    <main className={styles.page}>
      <div className={styles.form}>
        <h1 className={styles.title}>{t('register.title')}</h1>
        {isPending ? <Skeleton rows={5} /> : data?.open === true ? <RegisterForm /> : <Failure title={t('register.closed')} detail={t('register.closedWhy')} />}
        <Link to="/login" className={styles.hint}>
          {t('register.toLogin')}
        </Link>
      </div>
    </main>
  );
}

function RegisterForm() {
  const { t } = useTranslation();
  const router = useRouter();
  const queries = useQueryClient();
  const make = useMutation({
    mutationFn: register,
    onSuccess: async () => {
      await forgetEverything(queries);
      router.history.push(HOME);
    },
  });
  const errors = useFieldErrors(make.error);
  const onSend = (data: FormData) =>
    make.mutate({
      tenant_name: typed(data, 'tenant_name'),
      first_name: typed(data, 'first_name'),
      last_name: typed(data, 'last_name'),
      email: typed(data, 'email'),
      password: typedExactly(data, 'password'),
    });
  return (
    <Form
      className={styles.fields}
      error={make.error}
      fields={['tenant_name', 'first_name', 'last_name', 'email', 'password']}
      failed={t('register.failed')}
      onSend={onSend}
      buttons={
        <Button type="submit" tone="primary" disabled={make.isPending}>
          {t('register.send')}
        </Button>
      }
    >
      <p className={styles.hint}>{t('register.why')}</p>
      <TextField label={t('register.company')} hint={t('register.companyHint')} name="tenant_name" autoComplete="organization" required autoFocus error={errors.tenant_name} />
      <TextField label={t('register.firstName')} name="first_name" autoComplete="given-name" error={errors.first_name} />
      <TextField label={t('register.lastName')} name="last_name" autoComplete="family-name" error={errors.last_name} />
      <TextField label={t('register.email')} name="email" type="email" autoComplete="username" required error={errors.email} />
      <TextField label={t('register.password')} name="password" type="password" autoComplete="new-password" required error={errors.password} />
    </Form>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import * as z from 'zod/mini';
import { describeProblem } from '~/api/describeProblem';
import { request } from '~/api/http';
import { forgetEverything, type Person } from '~/api/queries';
import { isAtLeast } from '~/api/roles';
import { workIn } from '~/api/workIn';
import { SelectField } from '~/design/Field';
import { RoleName } from '~/design/RoleName';
import styles from './PersonMenu.module.css';

export function PersonPanel({ person, onClose }: { readonly person: Person; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const logout = useMutation({
    mutationFn: () => request('/api/auth/logout', z.unknown(), { method: 'POST' }),
    onSuccess: () => forgetEverything(queries),
  });
  const name = [person.first_name, person.last_name].filter(Boolean).join(' ');
  return (
    <>
      <p className={styles.who}>
        {name !== '' && <strong>{name}</strong>}
        {person.email}
        <br />
        <span className={styles.quiet}>
          <RoleName role={person.role} /> · {person.tenant_id}
        </span>
      </p>
      <TenantChoice person={person} />
      <ul className={styles.entries}>
        <li>
          <Link to="/profile" className={styles.entry} onClick={onClose}>
            {t('nav.profile')}
          </Link>
        </li>
        {isAtLeast(person.role, 'admin') && (
          <li>
            <Link to="/start" className={styles.entry} onClick={onClose}>
              {t('nav.start')}
            </Link>
          </li>
        )}
        <li>
          <button type="button" className={styles.entry} disabled={logout.isPending} onClick={() => logout.mutate()}>
            {t('session.logout')}
          </button>
        </li>
      </ul>
      {logout.error !== null && <p role="alert">{describeProblem(t, logout.error)}</p>}
    </>
  );
}

/** Only for who has a role in several. */
function TenantChoice({ person }: { readonly person: Person }) {
  const { t } = useTranslation();
  const move = useMutation({ mutationFn: workIn });
  const tenants = [...new Set([person.tenant_id ?? '', ...Object.keys(person.memberships)])].filter(Boolean).sort();
  if (tenants.length < 2) return null;
  return (
    <div className={styles.tenant}>
      <SelectField
        label={t('person.tenant')}
        value={person.tenant_id ?? ''}
        disabled={move.isPending}
        error={move.error === null ? undefined : describeProblem(t, move.error)}
        onChange={(event) => move.mutate(event.target.value)}
      >
        {tenants.map((id) => (
          <option key={id}>{id}</option>
        ))}
      </SelectField>
    </div>
  );
}

import { useTranslation } from '~/i18n/useTranslation';
import { roles } from '~/api/roles';
import './texts';

/** A role in the operator's words; one that a newer program has, as it is called. */
export function RoleName({ role }: { readonly role: string | null }) {
  const { t } = useTranslation();
  const known = roles.find((name) => name === role);
  return <>{known === undefined ? role : t(`role.${known}`)}</>;
}

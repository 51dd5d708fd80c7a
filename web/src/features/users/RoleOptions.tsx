import { useTranslation } from '~/i18n/useTranslation';
import '~/design/texts';
import type { Role } from '~/api/roles';

export function RoleOptions({ roles }: { readonly roles: readonly Role[] }) {
  const { t } = useTranslation();
  return roles.map((role) => (
    <option key={role} value={role}>
      {t(`role.${role}`)}
    </option>
  ));
}

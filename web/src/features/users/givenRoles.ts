import { isAtLeast, roles, type Role } from '~/api/roles';

/** The roles in a tenant that somebody may give: up to the own one. */
export function givenRoles(own: string | null | undefined): readonly Role[] {
  return roles.filter((role) => role !== 'platform' && isAtLeast(own, role));
}

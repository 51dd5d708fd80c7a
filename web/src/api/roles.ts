import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from './queries';

/** From the least to the most; each may what those before it may. */
export const roles = ['viewer', 'operator', 'admin', 'owner', 'platform'] as const;
export type Role = (typeof roles)[number];

export function isAtLeast(role: string | null | undefined, least: Role): boolean {
  return roles.indexOf(role as Role) >= roles.indexOf(least);
}

/** Whether who sits here may what this role may. The server decides; this hides what it would refuse. */
export function useMay(least: Role): boolean {
  const { data: person } = useQuery(sessionQuery);
  return isAtLeast(person?.role, least);
}

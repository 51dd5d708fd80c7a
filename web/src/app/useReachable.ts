import { useQuery } from '@tanstack/react-query';
import { controlQuery } from '~/api/control';
import { sessionQuery } from '~/api/queries';
import { reachable, type Reached } from './pages';

/** The sections that this port and this person have. */
export function useReachable(): readonly Reached[] {
  const { data: control } = useQuery(controlQuery);
  const { data: person } = useQuery(sessionQuery);
  return reachable(control != null, person?.role ?? null);
}

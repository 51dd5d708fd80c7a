import { useQuery } from '@tanstack/react-query';
import { controlQuery } from '~/api/control';
import { poolsQuery, routesQuery } from '~/api/gateway';
import { routersQuery, sessionQuery } from '~/api/queries';

export const stepNames = ['router', 'gateway', 'password'] as const;
export type StepName = (typeof stepNames)[number];

/** As the program has it; `locked`: the one-time password lets nobody do it yet; `elsewhere`: this port has no control plane; `unknown`: it could not be read. */
export type StepState = 'done' | 'open' | 'locked' | 'elsewhere' | 'pending' | 'unknown';

const REFRESH_MS = 5_000;

/** A router that was added is reached a moment later. */
export const watchedRouters = { ...routersQuery, refetchInterval: REFRESH_MS };

/** What stands in for a configuration that is not there yet. */
export function isOwn({ managed_by }: { readonly managed_by: string | null }): boolean {
  return managed_by !== 'demonstration';
}

export function useStepStates(): Readonly<Record<StepName, StepState>> {
  const { data: person } = useQuery(sessionQuery);
  const isLocked = person?.must_change_password === true;
  const isLet = person != null && !isLocked;
  const { data: control } = useQuery(controlQuery);
  const routers = useQuery({ ...watchedRouters, enabled: isLet });
  const pools = useQuery({ ...poolsQuery(), enabled: isLet && control != null });
  const routes = useQuery({ ...routesQuery(), enabled: isLet && control != null });
  const told = (isDone: boolean | undefined, isError: boolean): StepState => {
    if (isLocked) return 'locked';
    if (isDone === undefined) return isError ? 'unknown' : 'pending';
    return isDone ? 'done' : 'open';
  };
  const hasBoth = pools.data === undefined || routes.data === undefined ? undefined : pools.data.items.some(isOwn) && routes.data.items.some(isOwn);
  return {
    router: told(routers.data?.some(({ simulated }) => simulated !== true), routers.isError),
    gateway: control === null && !isLocked ? 'elsewhere' : told(hasBoth, pools.isError || routes.isError),
    password: person?.must_change_password == null ? 'unknown' : isLocked ? 'open' : 'done',
  };
}

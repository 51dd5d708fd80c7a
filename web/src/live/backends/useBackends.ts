import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { backendsQuery, type BackendRow } from '~/api/gateway';
import { ALL_TENANTS, useListedTenant } from '~/api/tenants';
import { useChannels } from '../channels/useChannels';

export interface Backends {
  readonly rows: readonly BackendRow[] | undefined;
  readonly error: unknown;
}

/** Backends as the channel says them; until it speaks, and while it is cut off, as the REST answer does. */
export function useBackends(tenant: string | undefined): Backends {
  const listed = useListedTenant(tenant);
  const said = useChannels((channels) => (channels.link.kind === 'open' ? channels.backends : null));
  const { data, error } = useQuery({ ...backendsQuery(listed), enabled: said === null });
  const rows = useMemo(() => {
    const all = said ?? data;
    return tenant === undefined || tenant === ALL_TENANTS ? all : all?.filter((row) => row.tenant === tenant);
  }, [said, data, tenant]);
  return { rows, error: rows === undefined ? error : null };
}

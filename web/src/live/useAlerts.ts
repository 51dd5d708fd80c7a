import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import * as z from 'zod/mini';
import { list } from '~/api/fields';
import { request, withQuery } from '~/api/http';
import { routerKey } from '~/api/queries';
import { shapeOf, type Answer } from '~/api/shape';
import { readAlert, type Alert } from './alert';
import { useLive } from './LiveProvider';
import { useRouterId } from './routerId';

const eventsBody = shapeOf<Answer<'/api/events'>>()({ items: list(z.unknown()) });

export interface AlertsView {
  readonly alerts: readonly Alert[];
  readonly pending: boolean;
  readonly error: unknown;
}

/** What was stored before this page was opened, and what the socket said since; the socket's word is the newer one. */
export function useAlerts(): AlertsView {
  const router = useRouterId();
  const live = useLive((snapshot) => snapshot.alerts);
  const { data, isPending, error } = useQuery({
    queryKey: routerKey(router, 'events'),
    queryFn: async ({ signal }) => {
      const { items } = await request(withQuery('/api/events', { router }), eventsBody, { signal });
      return items.map(readAlert).filter((alert) => alert !== null);
    },
    refetchInterval: 60_000,
  });
  const alerts = useMemo(() => mergeAlerts(live, data ?? []), [live, data]);
  return { alerts, pending: isPending, error: data === undefined ? error : null };
}

export function mergeAlerts(live: readonly Alert[], stored: readonly Alert[]): readonly Alert[] {
  const byId = new Map(stored.map((alert) => [alert.id, alert]));
  for (const alert of live) {
    // An incident that the store already knows to be over stays over.
    if (byId.get(alert.id)?.endedAt == null) byId.set(alert.id, alert);
  }
  return [...byId.values()].sort((left, right) => (right.startedAt ?? '').localeCompare(left.startedAt ?? ''));
}

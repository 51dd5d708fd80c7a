import { queryOptions } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { flag, list, number, text } from './fields';
import { request } from './http';
import { isProblem } from './problem';
import { shapeOf, type Schemas } from './shape';

const listener = shapeOf<Schemas['ListenerBody']>()({ name: text, endpoint: text, tls: flag, gateway: text });

const controlStatus = shapeOf<Schemas['StatusBody']>()({
  status: text,
  version: text,
  uptime_seconds: number,
  config_revision: number,
  routes: number,
  pools: number,
  listeners: list(listener),
});
export type ControlStatus = z.infer<typeof controlStatus>;

/** The control plane behind this page; null where this port serves the monitor alone, or to somebody who may not look. */
export const controlQuery = queryOptions({
  queryKey: ['control', 'status'],
  queryFn: async ({ signal }): Promise<ControlStatus | null> => {
    try {
      return await request('/api/status', controlStatus, { signal });
    } catch (error) {
      if (isProblem(error, 401, 403, 404)) return null;
      throw error;
    }
  },
  staleTime: 15_000,
  refetchInterval: 15_000,
});

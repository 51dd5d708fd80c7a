import * as z from 'zod/mini';
import { request } from '~/api/http';
import type { Schemas } from '~/api/shape';

export function changeProfile(change: Schemas['ProfileChange']): Promise<unknown> {
  return request('/api/profile', z.unknown(), { method: 'PUT', body: change });
}

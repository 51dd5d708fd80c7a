import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { flag } from '~/api/fields';
import { request } from '~/api/http';
import { shapeOf, type Schemas } from '~/api/shape';

const registration = shapeOf<Schemas['RegistrationBody']>()({ open: flag });

/** Whether somebody without an account may make one from here; the monitor's port has no accounts to make. */
export const registrationQuery = queryOptions({
  queryKey: ['registration'],
  queryFn: ({ signal }) => request('/api/auth/register', registration, { signal }),
  staleTime: 60_000,
});

export type Registration = Schemas['RegisterRequest'];

export function register(person: Registration): Promise<unknown> {
  return request('/api/auth/register?cookie=true', z.unknown(), { method: 'POST', body: person });
}

export function setPassword(token: string, password: string): Promise<unknown> {
  return request('/api/auth/reset', z.unknown(), { method: 'POST', body: { token, new_password: password } });
}

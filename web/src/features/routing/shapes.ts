import type { Body, Shape } from '~/editing/fields';

export const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** The statuses that send a client elsewhere; 308 keeps the method. */
export const redirectStatuses = ['308', '307', '301', '302'] as const;

export const routeShape: Shape = {
  fields: {
    name: 'text',
    host: 'text',
    path_prefix: 'text',
    strip_prefix: 'flag',
    methods: 'words',
    priority: 'number',
    pool: 'text',
    redirect: 'section',
    'redirect.to': 'text',
    'redirect.status': 'number',
    max_body_bytes: 'text',
    'timeouts.first_byte': 'text',
    'timeouts.idle': 'text',
    'timeouts.whole': 'text',
  },
  rows: { headers: { name: 'text', value: 'text' }, 'request_headers.set': { name: 'text', value: 'text' }, 'request_headers.add': { name: 'text', value: 'text' } },
};

/** Either to a pool or elsewhere: what the form does not choose is taken out. */
export function routeBody(body: Body): Body {
  const name = body.redirect === null ? 'redirect' : 'pool';
  const { max_body_bytes: size } = body;
  const kept = Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));
  return typeof size === 'string' && /^\d+$/.test(size) ? { ...kept, max_body_bytes: Number(size) } : kept;
}

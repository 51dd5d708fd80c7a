import type { Body, Shape } from '~/editing/fields';

/** The bounds of a gateway and their defaults, as docs/guides/gateway.md has them. */
export const bounds = {
  max_connections: 0,
  max_connections_per_client: 0,
  max_requests_per_connection: 0,
  max_request_line_bytes: 8192,
  max_head_bytes: 32768,
  max_header_fields: 100,
  max_body_bytes: 0,
  minimum_body_bytes_per_second: 100,
  max_http2_streams: 128,
  max_http2_resets: 200,
} as const;
export type Bound = keyof typeof bounds;
export const boundNames = Object.keys(bounds) as readonly Bound[];

/** Of which nothing is a bound. */
export const openAtZero: ReadonlySet<Bound> = new Set(['max_connections', 'max_connections_per_client', 'max_requests_per_connection', 'max_body_bytes', 'minimum_body_bytes_per_second']);

export const keys = ['client', 'route', 'tenant', 'header'] as const;
export const scopes = ['gateway', 'global'] as const;

const rate = { per: 'text', scope: 'text', header: 'text', requests_per_second: 'number', burst: 'number' } as const;

export const gatewayShape: Shape = {
  fields: Object.fromEntries(boundNames.map((name) => [`bounds.${name}`, name === 'max_body_bytes' ? 'text' : 'number'])),
  rows: { rate_limits: rate },
};

export const routeShape: Shape = { fields: { max_body_bytes: 'text' }, rows: { rate_limits: rate } };

/** Only what the form is about: the rest of the limits stays as it is. */
export function gatewayBody({ bounds: given, rate_limits }: Body): Body {
  return { bounds: given ?? {}, rate_limits };
}

export function routeBody(name: string, { max_body_bytes, rate_limits }: Body): Body {
  return { routes: [{ name, rate_limits, ...(max_body_bytes === undefined ? {} : { max_body_bytes }) }] };
}

/** The server names the route before the field; the form is of one route. */
export function withinRoute(field: string): string {
  return field.replace(/^routes\[[^\]]*\]\./, '');
}

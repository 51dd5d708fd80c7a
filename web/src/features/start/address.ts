/** A host that a route's pattern takes. */
export function exampleOf(host: string | null): string {
  if (host === null || host === '*') return 'www.example.com';
  return host.replace(/^\*{1,2}\./, 'www.');
}

/** Where a gateway takes requests in clear; null while none says where. The program's other listeners have none. */
export function portOf(listeners: readonly { readonly endpoint: string | null; readonly tls: boolean | null; readonly gateway: string | null }[]): number | null {
  const endpoint = listeners.find(({ tls, gateway }) => tls === false && gateway !== null)?.endpoint ?? null;
  const port = Number(endpoint?.slice(endpoint.lastIndexOf(':') + 1));
  return Number.isInteger(port) && port > 0 ? port : null;
}

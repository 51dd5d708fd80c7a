import * as z from 'zod/mini';
import { list, number, text } from '~/api/fields';
import { request, withQuery } from '~/api/http';

const row = z.object({ pe_vlan: number, ce_vlan: number, interface: text, online: number });
const body = z.object({ data: z.object({ vlan: number, vlans: list(row) }) });

export type VlanRow = z.infer<typeof row>;

/** How many are online in each outer VLAN; with one of them, there by interface. Asked of the router itself, so only when somebody wants to know. */
export async function askVlans(router: string | undefined, vlan: number | undefined): Promise<readonly VlanRow[]> {
  return (await request(withQuery('/api/subscribers/vlans', { router, vlan }), body)).data.vlans;
}

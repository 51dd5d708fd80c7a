import type { NetworkInterface } from '~/api/families';

export type Show = 'up' | 'down' | 'errors';

/** Every word must be found in the name, description or address. */
export function filterInterfaces(interfaces: readonly NetworkInterface[], filter: string, show: Show | undefined): readonly NetworkInterface[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return interfaces.filter((row) => {
    if (show === 'up' && !isUp(row)) return false;
    if (show === 'down' && isUp(row)) return false;
    if (show === 'errors' && (row.in_errors ?? 0) + (row.out_errors ?? 0) === 0) return false;
    const text = `${row.name} ${row.description ?? ''} ${row.ip_address ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

export function isUp({ status }: NetworkInterface): boolean {
  return status?.toLowerCase().startsWith('up') ?? false;
}

/** Names in the order of their numbers: GigabitEthernet0/2/10 comes after 0/2/9. */
export const byName = new Intl.Collator('en', { numeric: true }).compare;

import type { NetworkInterface } from '~/api/families';

/** The busiest first; what carries nothing measured is left out rather than shown as idle. */
export function topByLoad(interfaces: readonly NetworkInterface[], count: number): readonly NetworkInterface[] {
  const load = ({ in_bps, out_bps }: NetworkInterface) => Math.max(in_bps ?? -1, out_bps ?? -1);
  return interfaces
    .filter((row) => load(row) >= 0)
    .sort((left, right) => load(right) - load(left) || left.name.localeCompare(right.name))
    .slice(0, count);
}

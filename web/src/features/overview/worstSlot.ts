import type { SystemMetrics } from '~/api/families';

export interface WorstSlot {
  readonly cpu: number;
  /** Null where the router reports one figure for the whole system. */
  readonly slot: string | number | null;
}

export function worstSlot({ cpu, slots }: SystemMetrics): WorstSlot | null {
  let worst: WorstSlot | null = null;
  for (const slot of slots) {
    if (slot.cpu !== null && (worst === null || slot.cpu > worst.cpu)) worst = { cpu: slot.cpu, slot: slot.slot };
  }
  return worst ?? (cpu === null ? null : { cpu, slot: null });
}

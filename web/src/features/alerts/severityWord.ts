import type { TFunction } from 'i18next';

const known = ['critical', 'warning', 'info', 'none'] as const;

/** The usual ones in words; rules may name others, which stand as they are. */
export function severityWord(t: TFunction, severity: string | null): string | null {
  const usual = known.find((word) => word === severity);
  return usual === undefined ? severity : t(`alerts.severities.${usual}`);
}

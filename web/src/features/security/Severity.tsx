import { useTranslation } from '~/i18n/useTranslation';
import { Status, type Tone } from '~/design/Status';
import { severities } from './eventFilter';

const tones: Readonly<Record<string, Tone>> = { info: 'muted', low: 'muted', medium: 'warn', high: 'bad', critical: 'bad' };

export function Severity({ name }: { readonly name: string | null }) {
  const { t } = useTranslation();
  const word = severities.find((known) => known === name);
  return <Status tone={tones[name ?? ''] ?? 'muted'}>{word === undefined ? name : t(`security.severity.${word}`)}</Status>;
}

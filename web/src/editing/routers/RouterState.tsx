import { useTranslation } from '~/i18n/useTranslation';
import { Status, type Tone } from '~/design/Status';
import { UnknownCell } from '~/design/Unknown';

const tones: Readonly<Record<string, Tone>> = { online: 'good', degraded: 'warn', offline: 'bad' };

export function RouterState({ status, message }: { readonly status: string | null; readonly message: string | null }) {
  const { t } = useTranslation();
  if (status === null) return <UnknownCell />;
  const word = status === 'online' || status === 'offline' || status === 'degraded' ? t(`connection.${status}`) : status;
  return (
    <span title={message ?? undefined}>
      <Status tone={tones[status] ?? 'muted'}>{word}</Status>
    </span>
  );
}

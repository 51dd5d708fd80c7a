import { useMemo } from 'react';
import { useTranslation } from '~/i18n/useTranslation';

interface Props {
  /** As the server wrote it; null where there is none. */
  readonly at: string | null | undefined;
  /** What stands there instead. */
  readonly none: string;
}

/** A day and a time of this browser's clock, the year too: for what lies days or months away. */
export function Moment({ at, none }: Props) {
  const { language } = useTranslation();
  const format = useMemo(() => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }), [language]);
  const time = at == null ? Number.NaN : Date.parse(at);
  return Number.isNaN(time) ? <>{none}</> : <time dateTime={at ?? undefined}>{format.format(time)}</time>;
}

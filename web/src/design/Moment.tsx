import { useFormats } from '~/i18n/formats';

interface Props {
  /** As the server wrote it; null where there is none. */
  readonly at: string | null | undefined;
  /** What stands there instead. */
  readonly none: string;
}

/** A day and a time of this browser's clock, the year too: for what lies days or months away. */
export function Moment({ at, none }: Props) {
  const formats = useFormats();
  const time = at == null ? Number.NaN : Date.parse(at);
  return Number.isNaN(time) ? <>{none}</> : <time dateTime={at ?? undefined}>{formats.fullDate(time / 1000)}</time>;
}

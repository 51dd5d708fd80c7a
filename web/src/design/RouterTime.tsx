import { useFormats } from '~/i18n/formats';

/** A time of the router's own clock, which need not be this browser's: as it printed it, in the form of the page. */
export function RouterTime({ at }: { readonly at: string }) {
  const formats = useFormats();
  // Without a zone it is the same time of day everywhere.
  const time = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?$/.test(at) ? Date.parse(at.replace(' ', 'T')) : Number.NaN;
  return Number.isNaN(time) ? <>{at}</> : <time title={at}>{formats.fullDate(time / 1000)}</time>;
}

import { useTranslation } from '~/i18n/useTranslation';
import { isProblem, type FieldErrors } from '~/api/problem';
import { serverText } from '~/i18n/serverText';

/** What the server says of each field, in the language of the page. */
export function useFieldErrors(error: unknown): FieldErrors {
  useTranslation();
  if (!isProblem(error)) return {};
  return Object.fromEntries(Object.entries(error.fields).map(([field, text]) => [field, serverText(text)]));
}

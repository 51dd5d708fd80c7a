import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { isProblem, type FieldErrors } from '~/api/problem';
import './texts';

/** What the server says of a field, in the language of the page; what it says more rarely stays as it is. */
export function useFieldErrors(error: unknown): FieldErrors {
  const { t } = useTranslation();
  if (!isProblem(error)) return {};
  return Object.fromEntries(Object.entries(error.fields).map(([field, text]) => [field, translate(t, text)]));
}

function translate(t: TFunction, text: string): string {
  if (text === 'is missing') return t('field.missing');
  if (text === 'is no e-mail address') return t('field.email');
  if (text === 'is wrong') return t('field.wrong');
  if (text === 'must differ from the current one') return t('field.same');
  const least = /^must have at least (\d+) characters$/.exec(text)?.[1];
  if (least !== undefined) return t('field.short', { least });
  const most = /^(?:must have|is too long:) at most (\d+) characters$/.exec(text)?.[1];
  if (most !== undefined) return t('field.long', { most });
  const range = /^must be from (\S+) to (\S+)$/.exec(text);
  if (range !== null) return t('field.range', { from: range[1], to: range[2] });
  return text;
}

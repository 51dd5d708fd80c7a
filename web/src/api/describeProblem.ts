import type { TFunction } from 'i18next';
import { serverText } from '~/i18n/serverText';
import { ApiProblem } from './problem';

/** What failed, in the operator's words; the server's own words where it gave any: of what there was too much only those tell. */
export function describeProblem(t: TFunction, error: unknown): string {
  if (!(error instanceof ApiProblem)) return t('problem.unexpected');
  if (error.status === 0) return t('problem.unreachable');
  if (error.status === 401) return t('problem.login');
  if (error.status === 429 && error.retryAfterSeconds !== null) return `${t('problem.tooMany', { seconds: error.retryAfterSeconds })} ${serverText(error.detail) ?? ''}`.trimEnd();
  return serverText(error.detail) ?? t('problem.status', { status: error.status });
}

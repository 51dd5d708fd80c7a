import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { describeProblem } from '~/api/describeProblem';
import { problemFrom } from '~/api/problem';

const t = ((key: string, values?: { readonly seconds?: number }) => `${key} ${values?.seconds ?? ''}`.trim()) as unknown as TFunction;

describe('too many of something', () => {
  it('says when it is free again, and what the server says there was too much of', () => {
    expect(describeProblem(t, problemFrom(429, { detail: 'Too many failed logins.', retry_after: 30 }, null))).toBe('problem.tooMany 30 Too many failed logins.');
    expect(describeProblem(t, problemFrom(429, null, '7'))).toBe('problem.tooMany 7');
  });
});

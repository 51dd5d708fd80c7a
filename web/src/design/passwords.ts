import { ApiProblem } from '~/api/problem';
import { typedExactly } from './Form';

/** The password that was typed twice, in the fields `new_password` and `again`. @throws what the field `again` then says */
export function typedTwice(data: FormData, different: string): string {
  const password = typedExactly(data, 'new_password');
  if (password !== typedExactly(data, 'again')) throw new ApiProblem(422, null, null, { again: different });
  return password;
}

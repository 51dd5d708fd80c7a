/** The program says so of a name that somebody else has by now. */
export function wasLost(problem: string | null): boolean {
  return problem?.startsWith('lost: ') === true;
}

import { compare } from '~/design/lineDiff';

/** A place that both changed: what was typed stands, and this stood there of the other's. */
export interface Clash {
  /** From 1, in the merged text. */
  readonly line: number;
  readonly theirs: string;
}

export interface Merged {
  readonly text: string;
  readonly clashes: readonly Clash[];
}

/** Two texts that both came from a third, as one: lines that one of them left alone are the other's. */
export function merge(base: string, mine: string, theirs: string): Merged {
  const [toMine, toTheirs] = [kept(base, mine), kept(base, theirs)];
  const [own, other, before] = [linesOf(mine), linesOf(theirs), linesOf(base)];
  const lines: string[] = [];
  const clashes: Clash[] = [];
  let [b, m, t] = [0, 0, 0];
  const until = (bEnd: number, mEnd: number, tEnd: number) => {
    const [was, typed, came] = [before.slice(b, bEnd), own.slice(m, mEnd), other.slice(t, tEnd)];
    if (isSame(was, typed)) lines.push(...came);
    else {
      if (!isSame(was, came) && !isSame(typed, came)) clashes.push({ line: lines.length + 1, theirs: came.join('\n') });
      lines.push(...typed);
    }
    [b, m, t] = [bEnd, mEnd, tEnd];
  };
  before.forEach((line, index) => {
    const [inMine, inTheirs] = [toMine.get(index), toTheirs.get(index)];
    if (inMine === undefined || inTheirs === undefined) return;
    until(index, inMine, inTheirs);
    lines.push(line);
    [b, m, t] = [index + 1, inMine + 1, inTheirs + 1];
  });
  until(before.length, own.length, other.length);
  return { text: lines.length === 0 ? '' : `${lines.join('\n')}\n`, clashes };
}

/** The same clashes in a text that was changed since: a line that went is where the one before it ends. */
export function follow(clashes: readonly Clash[], before: string, after: string): readonly Clash[] {
  if (clashes.length === 0 || before === after) return clashes;
  const lines = kept(before, after);
  return clashes.map(({ line, theirs }) => {
    let above = line - 1;
    while (above >= 0 && !lines.has(above)) above -= 1;
    const at = lines.get(above);
    return { line: at === undefined ? 1 : at + (above === line - 1 ? 1 : 2), theirs };
  });
}

/** Where the lines went that the other text has too; numbers from 0. */
function kept(base: string, text: string): ReadonlyMap<number, number> {
  return new Map(compare(base, text).flatMap(({ kind, beforeLine, afterLine }) => (kind === 'same' && beforeLine !== null && afterLine !== null ? [[beforeLine - 1, afterLine - 1] as const] : [])));
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, index) => line === other[index]);
}

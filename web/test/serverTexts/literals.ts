/** A string of the program's sources, with a number in braces where a value stands, and what it is given to. */
export interface Literal {
  readonly template: string;
  readonly line: number;
  /** The name before the parenthesis that it stands in, such as `log.LogWarning`; empty where it stands in none. */
  readonly call: string;
  /** What stands before it on its line. */
  readonly before: string;
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly parts: readonly string[];
  readonly holes: readonly string[];
  /** Never shown to a person: bytes, or a block of SQL or of an example. */
  readonly isMade: boolean;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', 0: '\0' };
const OPENING = /^[$@]*"/;

/** Every literal of a C# file that says something: sums of literals as one, either way of a choice within a hole as one of its own. */
export function literalsOf(source: string): Literal[] {
  const found: Literal[] = [];
  for (const sum of sumsIn(source)) {
    const [first, last] = [sum[0], sum.at(-1)];
    if (first === undefined || last === undefined) continue;
    for (const hole of sum.flatMap((piece) => piece.holes).filter((inner) => waysOf(inner) === null)) found.push(...literalsOf(hole).map((inner) => ({ ...inner, line: lineAt(source, first.start) })));
    if (sum.some((piece) => piece.isMade)) continue;
    const where = { line: lineAt(source, first.start), call: callAround(source, first.start), before: source.slice(source.lastIndexOf('\n', first.start) + 1, first.start) };
    const opens = /[\w)\]]\s*\+\s*$/.test(source.slice(0, first.start));
    const goesOn = /^\s*\+(?!\+)/.test(source.slice(last.end));
    for (const ways of choices(sum)) {
      const values = [...(opens ? [null] : []), ...ways, ...(goesOn ? [null] : [])];
      let number = 0;
      found.push({ ...where, template: values.map((part) => part ?? `{${number++}}`).join('') });
    }
  }
  return found;
}

/** Literals that are put together by a plus and nothing else between. */
function sumsIn(source: string): Piece[][] {
  const sums: Piece[][] = [];
  for (const piece of piecesOf(source)) {
    const before = sums.at(-1)?.at(-1);
    if (before !== undefined && /^\s*\+\s*$/.test(source.slice(before.end, piece.start))) sums.at(-1)?.push(piece);
    else sums.push([piece]);
  }
  return sums;
}

/** Its parts, null for a value; a hole that chooses between two literals makes two of it. */
function choices(sum: readonly Piece[]): (string | null)[][] {
  let all: (string | null)[][] = [[]];
  for (const piece of sum) {
    piece.parts.forEach((part, i) => {
      const ways = i === 0 ? null : waysOf(piece.holes[i - 1] ?? '');
      all = i === 0 ? all : all.flatMap((begun) => (ways ?? [[null]]).map((way) => [...begun, ...way]));
      all = all.map((begun) => [...begun, part]);
    });
  }
  return all;
}

function waysOf(hole: string): (string | null)[][] | null {
  const chosen = /^\((?:[^"?]|\?\?|\?\.)+\?\s*/.exec(hole);
  if (chosen === null) return null;
  const [one, other, ...more] = piecesOf(hole);
  if (one === undefined || other === undefined || more.length > 0 || one.start !== chosen[0].length) return null;
  if (!/^\s*:\s*$/.test(hole.slice(one.end, other.start)) || !/^\s*\)$/.test(hole.slice(other.end))) return null;
  return [one, other].flatMap((piece) => choices([piece]));
}

function piecesOf(source: string): Piece[] {
  const pieces: Piece[] = [];
  let i = 0;
  while (i < source.length) {
    if (source.startsWith('//', i)) i = !source.includes('\n', i) ? source.length : source.indexOf('\n', i);
    else if (source.startsWith('/*', i)) i = source.indexOf('*/', i) + 2;
    else if (source[i] === "'") i = afterCharacter(source, i);
    else if (OPENING.test(source.slice(i, i + 5))) {
      const piece = pieceAt(source, i);
      pieces.push(piece);
      i = piece.end;
    } else i++;
  }
  return pieces;
}

function pieceAt(source: string, start: number): Piece {
  const marks = /^[$@]*/.exec(source.slice(start, start + 5))?.[0] ?? '';
  let i = start + marks.length;
  const quotes = /^"+/.exec(source.slice(i, i + 8))?.[0] ?? '';
  if (quotes.length >= 3) {
    const end = source.indexOf(quotes, i + quotes.length);
    return { start, end: end + quotes.length, parts: [source.slice(i + quotes.length, end)], holes: [], isMade: true };
  }
  const parts = [''];
  const holes: string[] = [];
  const say = (text: string, length: number) => {
    parts.push(`${parts.pop() ?? ''}${text}`);
    i += length;
  };
  i++;
  while (i < source.length && (source[i] !== '"' || (marks.includes('@') && source[i + 1] === '"'))) {
    const two = source.slice(i, i + 2);
    if (two === '""' && marks.includes('@')) say('"', 2);
    else if (source[i] === '\\' && !marks.includes('@')) say(ESCAPES[two[1] ?? ''] ?? two[1] ?? '', 2);
    else if (marks.includes('$') && (two === '{{' || two === '}}')) say(two[0] ?? '', 2);
    else if (marks.includes('$') && source[i] === '{') {
      const end = afterHole(source, i);
      holes.push(source.slice(i + 1, end - 1));
      parts.push('');
      i = end;
    } else say(source[i] ?? '', 1);
  }
  return { start, end: i + 1, parts, holes, isMade: source.startsWith('u8', i + 1) };
}

function afterHole(source: string, start: number): number {
  let depth = 1;
  let i = start + 1;
  while (depth > 0 && i < source.length) {
    if (OPENING.test(source.slice(i, i + 5))) i = pieceAt(source, i).end;
    else if (source[i] === "'") i = afterCharacter(source, i);
    else {
      if ('{(['.includes(source[i] ?? '')) depth++;
      if ('})]'.includes(source[i] ?? '')) depth--;
      i++;
    }
  }
  return i;
}

function afterCharacter(source: string, start: number): number {
  let i = start + 1;
  while (i < source.length && source[i] !== "'") i += source[i] === '\\' ? 2 : 1;
  return i + 1;
}

/** The name before the nearest parenthesis that is still open, past those that only group. */
function callAround(source: string, at: number): string {
  let depth = 0;
  for (let i = at - 1; i >= 0 && !(depth === 0 && source[i] === ';'); i--) {
    if (source[i] === ')') depth++;
    else if (source[i] === '(' && depth > 0) depth--;
    else if (source[i] === '(') {
      const name = /([\w.]+)(?:<[\w<>,\s?.]+>)?\??\s*$/.exec(source.slice(Math.max(0, i - 120), i))?.[1];
      if (name !== undefined && name !== 'string.Create' && name !== 'return' && name !== 'switch') return name;
    }
  }
  return '';
}

function lineAt(source: string, at: number): number {
  return source.slice(0, at).split('\n').length;
}

/** One row of a comparison: a line on each side, or on one alone. */
export interface Row {
  readonly kind: 'same' | 'changed' | 'added' | 'removed';
  readonly before: string | null;
  readonly after: string | null;
  /** Numbers from 1, as the texts have them. */
  readonly beforeLine: number | null;
  readonly afterLine: number | null;
}

/** Rows that are not shown until somebody asks, or rows that are. */
export type Part = { readonly folded: readonly Row[] } | { readonly shown: readonly Row[] };

// Beyond this a comparison of every line with every other would stop the page; such texts are compared from both ends only.
const MAX_CELLS = 4_000_000;

/** Both texts side by side: common lines in one row, and a line that took another's place beside it. */
export function compare(before: string, after: string): readonly Row[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  const rows: Row[] = [];
  for (let line = 0; line < start; line += 1) rows.push(same(old, line, line));
  rows.push(...middle(old, now, start, end));
  for (let line = end; line > 0; line -= 1) rows.push(same(old, old.length - line, now.length - line));
  return rows;
}

/** Long stretches without a change folded, with a few lines around each change. */
export function fold(rows: readonly Row[], around = 3): readonly Part[] {
  const near = rows.map((_, index) => rows.slice(Math.max(0, index - around), index + around + 1).some(({ kind }) => kind !== 'same'));
  const parts: Part[] = [];
  for (let from = 0; from < rows.length; ) {
    let to = from;
    while (to < rows.length && near[to] === near[from]) to += 1;
    const some = rows.slice(from, to);
    parts.push(near[from] === true ? { shown: some } : { folded: some });
    from = to;
  }
  return parts;
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

function same(old: readonly string[], before: number, after: number): Row {
  const text = old[before] ?? '';
  return { kind: 'same', before: text, after: text, beforeLine: before + 1, afterLine: after + 1 };
}

function middle(old: readonly string[], now: readonly string[], start: number, end: number): readonly Row[] {
  const [height, width] = [old.length - start - end, now.length - start - end];
  const common = height * width > MAX_CELLS ? null : commonLengths(old, now, start, height, width);
  const rows: Row[] = [];
  let gone: number[] = [];
  let come: number[] = [];
  const flush = () => {
    rows.push(...pair(old, now, gone, come));
    [gone, come] = [[], []];
  };
  let [i, j] = [0, 0];
  while (i < height || j < width) {
    if (i < height && j < width && old[start + i] === now[start + j]) {
      flush();
      rows.push(same(old, start + i, start + j));
      i += 1;
      j += 1;
    } else if (j >= width || (i < height && (common === null || at(common, i + 1, j, width) >= at(common, i, j + 1, width)))) {
      gone.push(start + i);
      i += 1;
    } else {
      come.push(start + j);
      j += 1;
    }
  }
  flush();
  return rows;
}

/** For each pair of places the length of the longest common rest. */
function commonLengths(old: readonly string[], now: readonly string[], start: number, height: number, width: number): Int32Array {
  const lengths = new Int32Array((height + 1) * (width + 1));
  for (let i = height - 1; i >= 0; i -= 1) {
    for (let j = width - 1; j >= 0; j -= 1) {
      lengths[i * (width + 1) + j] =
        old[start + i] === now[start + j] ? at(lengths, i + 1, j + 1, width) + 1 : Math.max(at(lengths, i + 1, j, width), at(lengths, i, j + 1, width));
    }
  }
  return lengths;
}

function at(lengths: Int32Array, i: number, j: number, width: number): number {
  return lengths[i * (width + 1) + j] ?? 0;
}

function pair(old: readonly string[], now: readonly string[], gone: readonly number[], come: readonly number[]): readonly Row[] {
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, index): Row => {
    const [left, right] = [gone[index], come[index]];
    return {
      kind: left === undefined ? 'added' : right === undefined ? 'removed' : 'changed',
      before: left === undefined ? null : (old[left] ?? ''),
      after: right === undefined ? null : (now[right] ?? ''),
      beforeLine: left === undefined ? null : left + 1,
      afterLine: right === undefined ? null : right + 1,
    };
  });
}

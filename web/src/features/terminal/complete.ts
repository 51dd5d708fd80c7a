export interface Completion {
  /** The line after Tab; the same where nothing more is certain. */
  readonly line: string;
  /** What the word under way may become, as whole lines. */
  readonly options: readonly string[];
}

const MAX_OPTIONS = 12;

/** As on the router: a word may be short as long as it begins one, and Tab writes out what is certain. */
export function complete(line: string, known: readonly string[]): Completion {
  const typed = line.trimStart().toLowerCase().split(/\s+/);
  const found = new Set<string>();
  for (const command of known) {
    const words = command.trim().split(' ');
    if (typed.length <= words.length && typed.every((word, index) => words[index]?.toLowerCase().startsWith(word) === true)) found.add(words.slice(0, typed.length).join(' '));
  }
  const options = [...found].sort();
  const [only] = options;
  if (only === undefined) return { line, options: [] };
  if (options.length === 1) return { line: `${only} `, options };
  const common = commonStart(options);
  return { line: common.length > line.length ? common : line, options: options.slice(0, MAX_OPTIONS) };
}

function commonStart(lines: readonly string[]): string {
  const [first = '', ...others] = lines;
  let length = first.length;
  for (const other of others) {
    while (!other.startsWith(first.slice(0, length))) length -= 1;
  }
  return first.slice(0, length);
}

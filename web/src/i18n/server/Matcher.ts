/** English as the sources have it, with a number in braces where a value stands, and what it is in the page's language. */
export type Catalogue = Readonly<Record<string, string>>;

interface Entry {
  /** What stands around the values, in their order. */
  readonly parts: readonly string[];
  readonly said: string;
  /** Of two that fit, the one with more words of its own is meant. */
  readonly weight: number;
}

/** What was said, and how many letters of it stayed as they came. */
interface Said {
  readonly text: string;
  readonly left: number;
}

/** In what is said, `{0:list}` is a list with its joining words, `{0:role}` one of the words that stand in the catalogue as `role:…`. */
const VALUE = /\{(\d+)(?::(\w+))?\}/g;
const JOINT = /( and | or |, )/;
const JOINTS: Readonly<Record<string, string>> = { ' and ': ' e ', ' or ': ' ou ', ', ': ', ' };
/** What may stand before a colon as the name of what is at fault: a field's path, an address, `gateway local`. */
const NAME = /^[^\s;,]+( [^\s;,]+){0,2}$/;
/** A sentence of so few letters is one only where its values are single words, or some are known. */
const FEW_LETTERS = 12;
const MAX_LENGTH = 4000;
const MAX_DEPTH = 4;
const MAX_SEGMENTS = 24;
const MAX_REMEMBERED = 500;

/**
 * Finds the sentence that a text was made from, and says it in the other language with the same values. One that is given another matcher knows
 * phrases of few words that stand alone, as the audit writes them; what they have for values, and whole sentences, the other one says.
 */
export class Matcher {
  readonly #plain = new Map<string, string>();
  readonly #byFirstWord = new Map<string, Entry[]>();
  readonly #byLastWord = new Map<string, Entry[]>();
  readonly #others: Entry[] = [];
  readonly #recent = new Map<string, string>();

  constructor(
    catalogue: Catalogue,
    private readonly sentences: Matcher | null = null,
  ) {
    for (const [template, said] of Object.entries(catalogue)) {
      const parts = template.split(/\{\d+\}/);
      if (parts.length === 1) this.#plain.set(template, said);
      else this.#file({ parts, said, weight: parts.join('').length });
    }
    for (const bucket of [...this.#byFirstWord.values(), ...this.#byLastWord.values(), this.#others]) bucket.sort((a, b) => b.weight - a.weight);
  }

  /** How many entries have no word at either end to be found by: each is tried for every text. */
  get unfiled(): number {
    return this.#others.length;
  }

  translate(text: string): string {
    const known = this.#recent.get(text);
    if (known !== undefined) return known;
    const said = text.length > MAX_LENGTH ? text : this.#say(text, MAX_DEPTH).text;
    if (this.#recent.size >= MAX_REMEMBERED) this.#recent.delete(this.#recent.keys().next().value ?? '');
    this.#recent.set(text, said);
    return said;
  }

  /** Of the ways to read it, the one that leaves the least unsaid: as a sentence, as lines, as what is wrong with a field, as several that were joined. */
  #say(text: string, depth: number): Said {
    let best: Said = { text, left: lettersIn(text) };
    if (depth === 0 || best.left < 2) return best;
    const { sentences } = this;
    const ways =
      sentences === null
        ? [() => this.#sentence(text, depth), () => this.#pieces(text, '\n', depth), () => this.#behindName(text, depth), () => this.#pieces(text, '; ', depth)]
        : [() => sentences.#say(text, depth), () => this.#sentence(text, depth)];
    for (const way of ways) {
      const said = way();
      if (said !== null && said.left < best.left) best = said;
      if (best.left === 0) break;
    }
    return best;
  }

  #sentence(text: string, depth: number): Said | null {
    const plain = this.#plain.get(text);
    if (plain !== undefined) return { text: plain, left: 0 };
    const buckets = [this.#byFirstWord.get(firstWord(text) ?? ''), this.#byLastWord.get(lastWord(text) ?? ''), this.#others];
    let best: { readonly entry: Entry; readonly values: readonly string[] } | null = null;
    for (const entry of buckets.flatMap((bucket) => bucket ?? [])) {
      if (best !== null && entry.weight <= best.entry.weight) continue;
      const values = valuesIn(text, entry.parts);
      if (values !== null) best = { entry, values };
    }
    if (best === null) return null;
    const said = this.#fill(best.entry.said, best.values, depth);
    return this.sentences === null && best.entry.weight < FEW_LETTERS && !said.isSure && said.left > 0 && best.values.some((value) => value.includes(' ')) ? null : said;
  }

  /** `field: what is wrong with it`: the field is called as it is. */
  #behindName(text: string, depth: number): Said | null {
    for (let at = text.indexOf(': '); at > 0 && NAME.test(text.slice(0, at)); at = text.indexOf(': ', at + 1)) {
      const rest = text.slice(at + 2);
      const [one, several] = [this.#sentence(rest, depth - 1), this.#pieces(rest, ', ', depth - 1)];
      const said = one === null || (several !== null && several.left < one.left) ? several : one;
      if (said !== null) return { text: text.slice(0, at + 2) + said.text, left: said.left + lettersIn(text.slice(0, at)) };
    }
    return null;
  }

  /** Several that were joined: the longest beginnings that are sentences of their own. Null where none is known. */
  #pieces(text: string, between: string, depth: number): Said | null {
    const segments = text.split(between);
    if (segments.length === 1 || segments.length > MAX_SEGMENTS || depth <= 0) return null;
    const said: string[] = [];
    let left = 0;
    for (let from = 0; from < segments.length; ) {
      const { piece, to } = this.#longest(segments, from, between, depth - 1);
      said.push(piece.text);
      left += piece.left;
      from = to;
    }
    return { text: said.join(between), left };
  }

  #longest(segments: readonly string[], from: number, between: string, depth: number): { readonly piece: Said; readonly to: number } {
    const only = segments[from] ?? '';
    let best = { piece: { text: only, left: lettersIn(only) } as Said, to: from + 1 };
    let bestSaid = 0;
    for (let to = segments.length - (from === 0 ? 1 : 0); to > from; to--) {
      const whole = segments.slice(from, to).join(between);
      const piece = this.#sentence(whole, depth) ?? (between === ', ' ? null : this.#behindName(whole, depth));
      const share = piece === null ? 0 : 1 - piece.left / Math.max(1, lettersIn(whole));
      if (piece !== null && share > bestSaid) [best, bestSaid] = [{ piece, to }, share];
    }
    return best;
  }

  #fill(said: string, values: readonly string[], depth: number): Said & { readonly isSure: boolean } {
    let left = 0;
    let isSure = false;
    const text = said.replace(VALUE, (_, number: string, kind: string | undefined) => {
      const value = values[Number(number)] ?? '';
      const known = kind === undefined ? undefined : this.#plain.get(`${kind}:${value}`);
      isSure ||= known !== undefined;
      if (known !== undefined) return known;
      const parts = kind === 'list' ? value.split(JOINT) : [value];
      return parts
        .map((part) => {
          const { text: inner, left: rest } = part in JOINTS ? { text: JOINTS[part] ?? '', left: 0 } : (this.sentences ?? this).#say(part, depth - 1);
          left += rest;
          return inner;
        })
        .join('');
    });
    return { text, left, isSure };
  }

  #file(entry: Entry): void {
    const first = firstWord(entry.parts[0] ?? '');
    const last = lastWord(entry.parts.at(-1) ?? '');
    if (first !== null) add(this.#byFirstWord, first, entry);
    else if (last !== null) add(this.#byLastWord, last, entry);
    else this.#others.push(entry);
  }
}

function add(index: Map<string, Entry[]>, word: string, entry: Entry): void {
  const bucket = index.get(word);
  if (bucket === undefined) index.set(word, [entry]);
  else bucket.push(entry);
}

function lettersIn(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0;
}

/** The word before the first blank; what no blank ends may go on in a value. */
function firstWord(text: string): string | null {
  const end = text.indexOf(' ');
  return end > 0 ? text.slice(0, end) : null;
}

function lastWord(text: string): string | null {
  const begin = text.lastIndexOf(' ');
  return begin >= 0 && begin < text.length - 1 ? text.slice(begin + 1) : null;
}

/** What stands between the parts: each part where it comes first, the last one at the end. */
function valuesIn(text: string, parts: readonly string[]): string[] | null {
  const [first, last] = [parts[0] ?? '', parts.at(-1) ?? ''];
  const end = text.length - last.length;
  if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return null;
  const values: string[] = [];
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const next = text.indexOf(part, at);
    if (next < 0 || next + part.length > end) return null;
    values.push(text.slice(at, next));
    at = next + part.length;
  }
  values.push(text.slice(at, end));
  return values;
}

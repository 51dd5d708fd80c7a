import { RECENT, recall, remember } from '~/design/preferences';

const MAX_RECENT = 8;

/** Case and accents do not matter to a person who is looking for something. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/**
 * How well a label answers what was typed: null where it does not. Each word is found whole before its letters one after another, and at the
 * beginning of a word before its middle.
 */
export function score(label: string, words: string): number | null {
  const text = plain(label);
  let total = 0;
  for (const word of plain(words).split(/\s+/)) {
    if (word === '') continue;
    const at = text.indexOf(word);
    if (at >= 0) {
      total += at === 0 || /[\s·/.-]/.test(text[at - 1] ?? '') ? 3 : 2;
      continue;
    }
    if (!isInOrder(text, word)) return null;
    total += 1;
  }
  return total;
}

function isInOrder(text: string, letters: string): boolean {
  let from = 0;
  for (const letter of letters) {
    const at = text.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}

export function recentOnes(): readonly string[] {
  return (recall(RECENT) ?? '').split('\n').filter((id) => id !== '');
}

export function rememberChosen(id: string): void {
  remember(RECENT, [id, ...recentOnes().filter((other) => other !== id)].slice(0, MAX_RECENT).join('\n'));
}

interface Named {
  readonly id: string;
  readonly label: string;
  readonly kind: string;
}

/** The best first; of equals those that were chosen lately, then as they come. */
export function ranked<Entry extends Named>(entries: readonly Entry[], words: string, recent: readonly string[]): Entry[] {
  const lately = ({ id }: Named) => (recent.includes(id) ? recent.length - recent.indexOf(id) : 0);
  return entries
    .flatMap((entry) => {
      const points = score(`${entry.label} ${entry.kind}`, words);
      return points === null ? [] : [{ entry, points }];
    })
    .sort((one, other) => other.points - one.points || lately(other.entry) - lately(one.entry))
    .map(({ entry }) => entry);
}

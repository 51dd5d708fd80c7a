import { lettersAreOn } from '~/design/letterKeys';

/** The letter after `g` that leads to a section. */
export const sectionKeys: Readonly<Record<string, string>> = {
  'nav.monitor': 'm',
  'nav.gateway': 'g',
  'nav.tenants': 't',
  'nav.security': 's',
  'nav.installation': 'i',
  'nav.account': 'a',
};

const MAX_WAIT_MS = 1_500;

export interface Keys {
  readonly onHelp: () => void;
  /** By its label. */
  readonly onSection: (label: string) => void;
}

/** The letters that work on every page, as long as nobody is typing; until the signal ends it. The palette's own keys are there sooner: see paletteKey.ts. */
export function listenToKeys({ onHelp, onSection }: Keys, signal: AbortSignal): void {
  let wentAt = -Infinity;
  const onKey = (event: KeyboardEvent) => {
    const key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey || event.altKey || !lettersAreOn() || isTyping(event.target)) return;
    const isSecond = event.timeStamp - wentAt < MAX_WAIT_MS;
    wentAt = -Infinity;
    if (isSecond) Object.entries(sectionKeys).forEach(([label, letter]) => letter === key && onSection(label));
    else if (key === 'g') wentAt = event.timeStamp;
    else if (key === '?') onHelp();
  };
  window.addEventListener('keydown', onKey, { signal });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, select, textarea, [contenteditable], [role=dialog]') !== null;
}

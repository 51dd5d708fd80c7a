import { recall, remember } from './preferences';

const PREFERENCE = 'letters';

/** Keys of one letter get in the way of some people's speech input, so they can be switched off. */
export function lettersAreOn(): boolean {
  return recall(PREFERENCE) !== 'off';
}

export function switchLetters(isOn: boolean): void {
  remember(PREFERENCE, isOn ? 'on' : 'off');
}

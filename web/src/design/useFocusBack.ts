import { useState } from 'react';

/** For what opens above the page and has no button of its own to go back to: the focus returns where it was when it opened. */
export function useFocusBack(): (event: Event) => void {
  const [opener] = useState(() => document.activeElement);
  return (event) => {
    event.preventDefault();
    // What asked may be gone with what it asked about.
    const target = opener?.isConnected === true && opener !== document.body ? opener : document.getElementById('content');
    if (target instanceof HTMLElement) target.focus();
  };
}

import { useState } from 'react';

/** For what opens above the page and has no button of its own to go back to: the focus returns where it was when it opened. */
export function useFocusBack(): (event: Event) => void {
  const [opener] = useState(() => document.activeElement);
  return (event) => {
    event.preventDefault();
    const isThere = opener?.isConnected === true && opener !== document.body;
    // What asked may be gone with what it asked about, which then gives the focus back itself if it was above the page too.
    if (!isThere && document.activeElement !== document.body) return;
    const target = isThere ? opener : document.getElementById('content');
    if (target instanceof HTMLElement) target.focus();
  };
}

/** Ctrl+K or Cmd+K, wherever somebody types, from the first moment of a page: it is part of the first load. Until the signal ends it. */
export function listenToPaletteKey(onPalette: () => void, signal: AbortSignal): void {
  const onKey = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onPalette();
  };
  window.addEventListener('keydown', onKey, { signal });
}

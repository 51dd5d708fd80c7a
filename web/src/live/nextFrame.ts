/** A hidden tab paints no frames; it still has to hear, or its state would be old when it is shown again. */
export function nextFrame(callback: () => void): void {
  if (document.visibilityState === 'hidden') setTimeout(callback, 1000);
  else requestAnimationFrame(callback);
}

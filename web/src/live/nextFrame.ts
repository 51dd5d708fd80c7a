let waiting: (() => void)[] = [];

/**
 * Runs before the next paint, together with whatever else waits for it: one frame, one rendering. A hidden tab paints no frames; it still has
 * to hear, or its state would be old when it is shown again.
 */
export function nextFrame(callback: () => void): void {
  waiting.push(callback);
  if (waiting.length > 1) return;
  if (document.visibilityState === 'hidden') setTimeout(turn, 1000);
  else requestAnimationFrame(turn);
}

function turn(): void {
  const due = waiting;
  waiting = [];
  for (const callback of due) callback();
}

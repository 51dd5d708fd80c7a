const MAX_WAIT_MS = 200;

/** Resolves when the page has been painted once; soon in any case, as nothing is painted that nobody sees. */
export function firstPaint(): Promise<unknown> {
  return new Promise((resolve) => {
    setTimeout(resolve, MAX_WAIT_MS);
    // A frame's callbacks come before its paint, what they leave for later after it.
    requestAnimationFrame(() => setTimeout(resolve, 0));
  });
}

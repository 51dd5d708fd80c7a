const MAX_WAIT_MS = 500;

/** Resolves when the browser has nothing better to do, or soon in any case. */
export function whenIdle(): Promise<unknown> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(resolve, { timeout: MAX_WAIT_MS });
    else setTimeout(resolve, 0);
  });
}

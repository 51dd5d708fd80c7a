const MAX_WAIT_MS = 500;

/** Resolves when the browser has nothing better to do, or soon in any case. */
export function whenIdle(): Promise<unknown> {
  return typeof requestIdleCallback === 'function' ? new Promise((resolve) => requestIdleCallback(resolve, { timeout: MAX_WAIT_MS })) : pause(0);
}

/** Of no milliseconds: until the browser has done what waits. */
export function pause(milliseconds: number): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

import * as z from 'zod/mini';

/** The content-security policy allows no code made at run time, so the validator must not even try. */
export function prepareEdge(): void {
  z.config({ jitless: true });
}

import { render, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { Console, createConsole } from '~/app/Console';
import { speak, startTranslations } from '~/i18n';
import { calm, stubProgram, type Answers } from './program';

/** The whole console at an address, over whatever stands in for the network; there once the page has its heading. */
export async function showConsole(path: string) {
  window.history.replaceState(null, '', path);
  const view = render(<Console {...createConsole()} />);
  await waitFor(() => expect(document.querySelector('h1')).not.toBeNull(), { timeout: 10_000 });
  return view;
}

/** The same over a program that answers so. */
export async function openConsole(path: string, answers: Answers = calm) {
  const fetched = stubProgram(answers);
  /** What was sent with a method to addresses that begin so, as the program reads it. */
  const sent = (method: string, address: string) =>
    fetched.mock.calls
      .map(([url, init]) => ({ url: String(url), init: init as RequestInit | undefined }))
      .filter(({ url, init }) => (init?.method ?? 'GET') === method && url.startsWith(address))
      .map(({ url, init }) => ({ url, headers: init?.headers as Record<string, string>, body: typeof init?.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : null }));
  return { ...(await showConsole(path)), fetched, sent };
}

/** Before and after the tests of a file that open the console: in Portuguese, with nothing remembered, and the network as it was afterwards. */
export function prepareConsole(): void {
  beforeAll(async () => {
    stubProgram(calm);
    await startTranslations();
  });
  beforeEach(async () => {
    localStorage.clear();
    await speak('pt-BR');
  });
  afterEach(() => vi.unstubAllGlobals());
}

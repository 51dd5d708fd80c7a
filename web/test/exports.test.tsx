// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { openConsole, prepareConsole } from './openConsole';
import { calm, type Answers } from './program';
import { watched } from './watched';

const saved = vi.hoisted((): { name: string; text: string[] }[] => []);
vi.mock('~/design/saveFile', () => ({ exportName: (name: string) => name, saveFile: (name: string, { text }: { readonly text: string[] }) => saved.push({ name, text }) }));

const platform: Answers = { ...calm, ...watched, 'GET /api/profile': { body: { email: 'admin@farol.local', role: 'platform' } } };

prepareConsole();

it.each([
  { path: '/gateway/security', panel: 'Eventos', name: 'security-events', line: /^e2,2026-01-01T12:00:02Z,2026-01-01T12:00:09Z,shop,attack,high,gateway\.violation,A request that breaks HTTP,203\.0\.113\.9,,www\.example\.com\/login,true,62,3$/ },
  { path: '/gateway/security', panel: 'Bloqueios', name: 'blocks', line: /^b1,platform,203\.0\.113\.0\/24,block,manual,scans,,2026-01-01T00:00:00Z,ana@example\.com,2090-01-01T00:00:00Z$/ },
  { path: '/gateway/certificates', panel: 'Certificados', name: 'certificates', line: /^c2,shop,www\.example\.net,.*,acme,failed,,www\.example\.net,.*DNS problem: NXDOMAIN looking up A for www\.example\.net,2,/ },
])('$name are saved as CSV by the names of the API, times and numbers in no language', async ({ path, panel, name, line }) => {
  vi.stubGlobal('Blob', class { constructor(readonly text: string[]) {} });
  saved.length = 0;
  await openConsole(path, platform);
  const region = await screen.findByRole('region', { name: panel });
  const button = await within(region).findByRole('button', { name: 'CSV' });
  await waitFor(() => expect(button).toBeEnabled());
  await userEvent.click(button);
  await waitFor(() => expect(saved).toHaveLength(1));
  expect(saved[0]?.name).toBe(name);
  expect(saved[0]?.text.join('').split('\r\n')).toContainEqual(expect.stringMatching(line));
});

it('holds what the filter leaves, as the table does', async () => {
  vi.stubGlobal('Blob', class { constructor(readonly text: string[]) {} });
  saved.length = 0;
  const { fetched } = await openConsole('/gateway/security?severity=high', platform);
  await userEvent.click(within(await screen.findByRole('region', { name: 'Eventos' })).getByRole('button', { name: 'CSV' }));
  await waitFor(() => expect(saved).toHaveLength(1));
  expect(fetched.mock.calls.some(([url]) => String(url).startsWith('/api/security/events?') && String(url).includes('severity=high'))).toBe(true);
  const shown = within(screen.getByRole('group', { name: 'Eventos' })).getAllByRole('rowheader').length;
  expect(saved[0]?.text.join('').trimEnd().split('\r\n')).toHaveLength(1 + shown);
});

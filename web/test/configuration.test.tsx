// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { recall, remember } from '~/design/preferences';
import { prepareConsole, showConsole } from './openConsole';
import { calm, stubProgram } from './program';

const first = '# Revision 7. From the file /etc/farol/farol.yaml, to be changed there: pool filed.\npools:\n- name: filed\n- name: web\n';
const differences = [{ kind: 'added', object: 'pool api', field: null, before: null, after: '{name: api}' }];

interface Answer {
  status?: number;
  body: unknown;
}

const answers = (): Record<string, Answer> => ({
  ...calm,
  'GET /api/profile': { body: { user_id: 'u1', email: 'ana@example.com', tenant_id: 'platform', role: 'platform' } },
  'PUT /admin/api/config': { body: { dry_run: true, revision: 7, differences, in_force_at: ['local'] } },
});

/** The program's document beside its JSON; a test may change what it says. */
async function open(known: Record<string, Answer>, written: { text: string; tag: string }) {
  const json = stubProgram(known);
  const fetched = vi.fn((input: string, init?: RequestInit) =>
    input === '/admin/api/config' && (init?.method ?? 'GET') === 'GET' ? Promise.resolve(new Response(written.text, { headers: { ETag: written.tag } })) : (json as unknown as typeof fetch)(input, init),
  );
  vi.stubGlobal('fetch', fetched);
  await showConsole('/settings');
  const puts = () => fetched.mock.calls.filter(([url, init]) => init?.method === 'PUT' && url.startsWith('/admin/api/config')).map(([url, init]) => ({ url, text: init?.body, match: (init?.headers as Record<string, string>)['If-Match'] }));
  return { puts };
}

const area = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Configuração da instalação' });

prepareConsole();

describe('the configuration', () => {
  it('is shown without its heading, and says what a file has', async () => {
    await open(answers(), { text: first, tag: '"1"' });
    expect(await area()).toHaveValue('pools:\n- name: filed\n- name: web\n');
    expect(await area()).toHaveAttribute('readonly');
    expect(screen.getByText(/1 objeto vem do arquivo \/etc\/farol\/farol.yaml/)).toBeVisible();
  });

  it('is tried before it is saved, both against the version that was read', async () => {
    const { puts } = await open(answers(), { text: first, tag: '"1"' });
    await area();
    await userEvent.click(screen.getByRole('button', { name: 'Editar' }));
    fireEvent.change(await area(), { target: { value: 'pools:\n- name: filed\n- name: web\n- name: api\n' } });
    await userEvent.click(screen.getByRole('button', { name: 'Ver o que mudaria' }));
    expect(await screen.findByText('pool api')).toBeVisible();
    expect(screen.getByRole('group', { name: 'Diferença, lado a lado' })).toHaveTextContent('- name: api');
    await userEvent.type(screen.getByLabelText('Motivo'), 'um pool novo');
    await userEvent.click(screen.getByRole('button', { name: 'Salvar' }));
    expect(await screen.findByText(/Gravado: revisão 7, em vigor em local/)).toBeVisible();
    expect(puts()).toEqual([
      { url: '/admin/api/config?dry_run=true', text: 'pools:\n- name: filed\n- name: web\n- name: api\n', match: '"1"' },
      { url: '/admin/api/config?reason=um+pool+novo', text: 'pools:\n- name: filed\n- name: web\n- name: api\n', match: '"1"' },
    ]);
  });

  it('with errors shows each at its line, and goes there', async () => {
    await open({ ...answers(), 'PUT /admin/api/config': { status: 422, body: { detail: 'wrong', errors: { 'pools[1].weight': ['line 4: is not known'], version: ['line 2: is not known'] } } } }, { text: first, tag: '"1"' });
    await area();
    await userEvent.click(screen.getByRole('button', { name: 'Editar' }));
    fireEvent.change(await area(), { target: { value: 'pools:\nversion: 1\n- name: web\n  weight: 2\n' } });
    await userEvent.click(screen.getByRole('button', { name: 'Ver o que mudaria' }));
    expect(await screen.findByText('2 erros. Nada foi salvo.')).toBeVisible();
    const text = await area();
    const selected = () => text.value.slice(text.selectionStart, text.selectionEnd);
    expect(selected()).toBe('version: 1');
    await userEvent.click(screen.getByRole('button', { name: 'linha 4' }));
    expect(selected()).toBe('  weight: 2');
    expect(text).toHaveFocus();
  });

  it('that somebody else changed meanwhile loses neither what they did nor what was typed', async () => {
    const known = answers();
    known['PUT /admin/api/config'] = { status: 412, body: { detail: 'changed meanwhile' } };
    const written = { text: first, tag: '"1"' };
    const { puts } = await open(known, written);
    await area();
    await userEvent.click(screen.getByRole('button', { name: 'Editar' }));
    fireEvent.change(await area(), { target: { value: 'pools:\n- name: filed\n- name: web\n  slow_start: 5s\n' } });
    await userEvent.click(screen.getByRole('button', { name: 'Salvar' }));
    written.text = '# Revision 8.\ngateway: {}\npools:\n- name: filed\n- name: web\n';
    written.tag = '"2"';
    await userEvent.click(await screen.findByRole('button', { name: 'Ler de novo' }));
    await waitFor(async () => expect(await area()).toHaveValue('gateway: {}\npools:\n- name: filed\n- name: web\n  slow_start: 5s\n'));
    known['PUT /admin/api/config'] = { body: { dry_run: false, revision: 9, differences, in_force_at: [] } };
    await userEvent.click(screen.getByRole('button', { name: 'Salvar' }));
    expect(await screen.findByText(/Gravado: revisão 9/)).toBeVisible();
    expect(puts().at(-1)?.match).toBe('"2"');
  });

  it('keeps what the other person had at each place of both until it was looked after', async () => {
    const known = answers();
    known['PUT /admin/api/config'] = { status: 412, body: { detail: 'changed meanwhile' } };
    const written = { text: first, tag: '"1"' };
    await open(known, written);
    await area();
    await userEvent.click(screen.getByRole('button', { name: 'Editar' }));
    fireEvent.change(await area(), { target: { value: 'pools:\n- name: mine\n- name: web\n- name: added\n' } });
    await userEvent.click(screen.getByRole('button', { name: 'Salvar' }));
    written.text = 'pools:\n- name: theirs\n- name: web\n- name: appended\n';
    written.tag = '"2"';
    await userEvent.click(await screen.findByRole('button', { name: 'Ler de novo' }));
    expect(await screen.findByText(/Em 2 lugares/)).toBeVisible();
    fireEvent.change(await area(), { target: { value: 'pools:\n- name: theirs\n  weight: 2\n- name: web\n- name: added\n' } });
    expect(screen.getByText('- name: appended')).toBeVisible();
    expect(screen.getByRole('button', { name: 'linha 5' })).toBeVisible();
    written.text = 'pools:\n- name: theirs\n- name: web\n- name: appended\ngateway: {}\n';
    known['PUT /admin/api/config'] = { status: 412, body: { detail: 'changed again' } };
    await userEvent.click(screen.getByRole('button', { name: 'Resolvido: linha 2' }));
    expect(screen.queryByText('- name: theirs')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Salvar' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Ler de novo' }));
    expect(await screen.findByText(/- name: appended/)).toBeVisible();
    await userEvent.click(await screen.findByRole('button', { name: 'Resolvido: linha 5' }));
    expect(screen.queryByText(/- name: appended/)).toBeNull();
  });

  it('is not shown to whom may not see it, who has the settings of the browser all the same', async () => {
    await open({ ...answers(), 'GET /api/profile': { body: { email: 'x@example.com', role: 'admin' } } }, { text: first, tag: '"1"' });
    expect(await screen.findByText(/é a administração da instalação/)).toBeVisible();
    await userEvent.selectOptions(screen.getByLabelText('Tema'), 'light');
    expect(document.documentElement.dataset.theme).toBe('light');
    await userEvent.selectOptions(screen.getByLabelText('Tema'), 'browser');
    expect([document.documentElement.dataset.theme, recall('theme')]).toEqual(['dark', null]);
  });

  it('has the palette forget', async () => {
    remember('recent', '/monitor');
    await open(answers(), { text: first, tag: '"1"' });
    await userEvent.click(await screen.findByRole('button', { name: 'Esquecer as escolhas da paleta' }));
    expect(recall('recent')).toBeNull();
  });
});

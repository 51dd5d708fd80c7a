// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import { speak } from '~/i18n';
import { openConsole, prepareConsole } from './openConsole';
import { calm, type Answers } from './program';

vi.mock('~/charts/TimeChart', () => ({ TimeChart: () => null })); // jsdom has no canvas; the browser tests draw it

const none = { max_requests_per_second: null, max_burst_size: null, max_bandwidth_mb_per_day: null, max_routes: null, max_backends: null, waf_level: null };
const acme = {
  id: 'acme', name: 'Acme', plan: 'free', active: true, created_at: '2026-01-01T12:00:00Z', deleted_at: null, contact_email: 'noc@acme.example',
  limits: { ...none, max_requests_per_second: 10, max_burst_size: 20, max_routes: 3, max_backends: 12 }, own_limits: { ...none, max_backends: 12 }, backend_networks: ['10.20.0.0/16'],
};
const host = {
  host: 'www.acme.example', tenant: 'acme', state: 'pending', method: null, record: { name: '_farol-challenge.www.acme.example', type: 'TXT', value: 'farol-verification=abc' },
  created_at: '2026-01-01T12:00:00Z', proven_at: null, checked_at: '2026-01-01T12:05:00Z', lost_at: null, problem: 'there is no TXT record _farol-challenge.www.acme.example',
};
const listed = (...items: unknown[]) => ({ body: { items, total_count: items.length } });

const platform: Answers = {
  ...calm,
  'GET /api/profile': { body: { user_id: 'u1', email: 'ana@example.com', tenant_id: 'platform', role: 'platform', memberships: { platform: 'platform' } } },
  'GET /api/tenants': listed(acme, { ...acme, id: 'platform', name: 'platform', plan: null }),
  'GET /api/tenants/acme': { body: acme },
  'PUT /api/tenants/acme': { body: acme },
  'POST /api/tenants': { status: 201, body: acme },
  'GET /api/hosts': listed(host),
  'GET /api/hosts/www.acme.example': { body: host },
  'POST /api/hosts': { status: 201, body: host },
  'POST /api/hosts/www.acme.example/check': { body: host },
  'GET /api/users': listed({}, {}),
  'GET /api/pools': listed({ name: 'web' }),
};
const owner: Answers = { ...platform, 'GET /api/profile': { body: { user_id: 'u2', email: 'rui@acme.example', tenant_id: 'acme', role: 'owner', memberships: { acme: 'owner' } } }, 'GET /api/tenants': listed(acme) };

const open = (path: string, given: Answers = platform) => openConsole(path, given);

prepareConsole();

describe('every page', () => {
  it.each(['/tenants', '/tenants?tenant=acme', '/tenants?tenant=acme&edit=tenant', '/tenants?edit=new', '/hosts', '/hosts?host=www.acme.example&of=acme', '/hosts?edit=new', '/settings'])(
    '%s has nothing that axe objects to, in either language',
    async (path) => {
      for (const language of ['pt-BR', 'en'] as const) {
        await speak(language);
        const { container, unmount } = await open(path);
        await waitFor(() => expect(container.querySelector('[aria-busy="true"]')).toBeNull(), { timeout: 10_000 });
        const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
        expect(container.textContent).not.toMatch(/\b(tenants|hosts|settings|editing|sideBySide|secret|nav)\.[a-z]/i);
        unmount();
      }
    },
    30_000,
  );
});

describe('tenants', () => {
  it('show what is in force, from where, and how much is used', async () => {
    await open('/tenants?tenant=acme');
    const routes = (await screen.findByRole('rowheader', { name: 'Rotas' })).closest('tr');
    await waitFor(() => expect(routes).toHaveTextContent('Rotas13do plano'));
    expect(screen.getByRole('rowheader', { name: 'Backends' }).closest('tr')).toHaveTextContent('12próprio');
  });

  it('are changed with the limits that were typed, and those of the plan left to the plan', async () => {
    const { sent } = await open('/tenants?tenant=acme&edit=tenant');
    await userEvent.clear(await screen.findByLabelText('Contato'));
    await userEvent.type(screen.getByLabelText('Rajada'), '99');
    await userEvent.click(screen.getByRole('button', { name: 'Salvar' }));
    await waitFor(() => expect(sent('PUT', '/api/tenants/acme')).toHaveLength(1));
    const [call] = sent('PUT', '/api/tenants/acme');
    expect(call?.headers['If-Match']).toBe('"v1"');
    expect(Object.keys(call?.body ?? {}).sort()).toEqual(['active', 'backend_networks', 'contact_email', 'limits', 'name', 'plan']);
    expect(call?.body).toMatchObject({ contact_email: '', limits: { max_backends: 12, max_burst_size: 99 }, backend_networks: ['10.20.0.0/16'] });
    expect((call?.body?.limits as Record<string, unknown>).max_routes ?? null).toBeNull();
  });

  it('keep what was typed when somebody else was faster', async () => {
    const answers: Record<string, { status?: number; body: unknown }> = { ...platform, 'PUT /api/tenants/acme': { status: 412, body: { detail: 'changed meanwhile' } } };
    await open('/tenants?tenant=acme&edit=tenant', answers);
    const name = await screen.findByLabelText('Nome');
    await userEvent.clear(name);
    await userEvent.type(name, 'Acme Norte');
    await userEvent.click(screen.getByRole('button', { name: 'Salvar' }));
    answers['GET /api/tenants/acme'] = { body: { ...acme, plan: 'pro' } };
    await userEvent.click(await screen.findByRole('button', { name: 'Ler de novo' }));
    await waitFor(() => expect(screen.getByLabelText('Plano')).toHaveValue('pro'));
    expect(screen.getByLabelText('Nome')).toHaveValue('Acme Norte');
  });

  it('say at the field what is wrong with it, in the language of the page', async () => {
    await open('/tenants?edit=new', { ...platform, 'POST /api/tenants': { status: 422, body: { detail: 'wrong', errors: { contact_email: ['is no e-mail address'], 'backend_networks[0]': ['is no network'] } } } });
    await userEvent.type(await screen.findByLabelText('Nome'), 'Norte');
    await userEvent.click(screen.getByRole('button', { name: 'Criar inquilino' }));
    await waitFor(() => expect(screen.getByLabelText('Contato')).toHaveAccessibleDescription('não é um endereço de e-mail'));
    expect(screen.getByLabelText('Redes dos backends')).toHaveAccessibleDescription('is no network');
  });

  it('are named by their owner, who sets nothing else', async () => {
    const { sent } = await open('/tenants?tenant=acme&edit=tenant', owner);
    await userEvent.type(await screen.findByLabelText('Nome'), ' S.A.');
    expect(screen.queryByLabelText('Plano')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Salvar' }));
    await waitFor(() => expect(sent('PUT', '/api/tenants/acme')[0]?.body).toEqual({ name: 'Acme S.A.', contact_email: 'noc@acme.example' }));
    expect(screen.queryByRole('button', { name: 'Novo inquilino' })).toBeNull();
  });

  it('are closed only after a yes, against the version that was seen', async () => {
    const { sent } = await open('/tenants?tenant=acme');
    await userEvent.click(await screen.findByRole('button', { name: 'Encerrar inquilino' }));
    expect(sent('DELETE', '/api/tenants/acme')).toHaveLength(0);
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Encerrar inquilino' }));
    await waitFor(() => expect(sent('DELETE', '/api/tenants/acme')[0]?.headers['If-Match']).toBe('"v1"'));
  });

  it('are read again when a reopening was refused, so that the next try is against what there is now', async () => {
    const closed = { ...acme, active: false, deleted_at: '2026-02-01T12:00:00Z' };
    const answers: Record<string, { status?: number; body: unknown }> = { ...platform, 'GET /api/tenants/acme': { body: closed }, 'PUT /api/tenants/acme': { status: 412, body: { detail: 'changed meanwhile' } } };
    const { sent } = await open('/tenants?tenant=acme', answers);
    await userEvent.click(await screen.findByRole('button', { name: 'Reabrir' }));
    const dialog = within(screen.getByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Reabrir' }));
    expect(await dialog.findByText('changed meanwhile')).toBeVisible();
    const before = sent('GET', '/api/tenants/acme').length;
    await userEvent.click(dialog.getByRole('button', { name: 'Cancelar' }));
    await waitFor(() => expect(sent('GET', '/api/tenants/acme').length).toBeGreaterThan(before));
  });

  it('are searched beside a form that is open, which keeps what was typed', async () => {
    const { sent } = await open('/tenants?tenant=acme&edit=tenant');
    await userEvent.type(await screen.findByLabelText('Nome'), ' Norte');
    await userEvent.type(screen.getByLabelText('Buscar por nome, id ou contato'), 'sul{Enter}');
    await waitFor(() => expect(sent('GET', '/api/tenants?text=sul')).not.toHaveLength(0));
    expect(screen.getByLabelText('Nome')).toHaveValue('Acme Norte');
  });

  it('are searched by the server, and the search stands in the address', async () => {
    const { sent } = await open('/tenants');
    const field = await screen.findByLabelText('Buscar por nome, id ou contato');
    await userEvent.type(field, 'norte{Enter}');
    await waitFor(() => expect(sent('GET', '/api/tenants?text=norte')).not.toHaveLength(0));
    expect(window.location.search).toContain('text=norte');
    expect(field).toHaveFocus();
    act(() => window.history.back());
    await waitFor(() => expect(field).toHaveValue(''));
  });
});

describe('hosts', () => {
  it('show the record to the letter, and what the last look found in the language of the page', async () => {
    await open('/hosts?host=www.acme.example&of=acme');
    expect(await screen.findByLabelText('Valor')).toHaveValue('farol-verification=abc');
    expect(screen.getByLabelText('Linha para o arquivo de zona')).toHaveValue('_farol-challenge.www.acme.example. IN TXT "farol-verification=abc"');
    expect(screen.getAllByText('não há registro TXT _farol-challenge.www.acme.example').length).toBeGreaterThan(0);
  });

  it('are searched beside a claim that is begun', async () => {
    const { sent } = await open('/hosts?edit=new');
    await userEvent.type(await screen.findByLabelText('Host'), 'www.norte.example');
    await userEvent.type(screen.getByRole('searchbox'), 'sul{Enter}');
    await waitFor(() => expect(sent('GET', '/api/hosts').some(({ url }) => url.includes('text=sul'))).toBe(true));
    expect(screen.getByLabelText('Host')).toHaveValue('www.norte.example');
  });

  it('are claimed for a tenant, and the record is shown', async () => {
    const { sent } = await open('/hosts?edit=new');
    const tenant = await screen.findByLabelText('Inquilino', { selector: '[name=tenant]' });
    await waitFor(() => expect(within(tenant).getByText('Acme')).toBeInTheDocument());
    await userEvent.selectOptions(tenant, 'acme');
    await userEvent.type(screen.getByLabelText('Host'), 'www.acme.example');
    await userEvent.click(screen.getByRole('button', { name: 'Pedir e ver o registro' }));
    expect(await screen.findByLabelText('Valor')).toHaveValue('farol-verification=abc');
    expect(sent('POST', '/api/hosts?tenant=acme')[0]?.body).toEqual({ host: 'www.acme.example' });
  });

  it('are looked for at a click, and who asks too soon is told for how long', async () => {
    const answers: Record<string, { status?: number; body: unknown }> = { ...platform, 'POST /api/hosts/www.acme.example/check': { status: 429, body: { detail: 'just now', retry_after: 4 } } };
    await open('/hosts?host=www.acme.example&of=acme', answers);
    await userEvent.click(await screen.findByRole('button', { name: 'Consultar agora' }));
    expect(await screen.findByText(/Libera em 4 s/)).toBeVisible();
    answers['POST /api/hosts/www.acme.example/check'] = { body: { ...host, state: 'proven', method: 'dns', problem: null } };
    await userEvent.click(screen.getByRole('button', { name: 'Consultar agora' }));
    expect(await screen.findByText('O registro está lá: o host é seu.')).toBeVisible();
  });

  it('of another tenant are taken from there only by a second yes', async () => {
    const { sent } = await open('/hosts?host=www.acme.example&of=acme', { ...platform, 'POST /api/hosts/www.acme.example/approve': { status: 409, body: { detail: "it is globex's" } } });
    await userEvent.click(await screen.findByRole('button', { name: 'Aprovar sem registro' }));
    const dialog = screen.getByRole('dialog');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Aprovar sem registro' }));
    await userEvent.click(await within(dialog).findByRole('button', { name: 'Tirar de lá e dar a este' }));
    await waitFor(() => expect(sent('POST', '/api/hosts/www.acme.example/approve').map(({ url }) => url.includes('transfer=true'))).toEqual([false, true]));
  });

  it('are not offered to be changed to whom may not', async () => {
    await open('/hosts?host=www.acme.example', { ...platform, 'GET /api/profile': { body: { email: 'x@acme.example', tenant_id: 'acme', role: 'viewer' } } });
    await screen.findByLabelText('Valor');
    expect(screen.queryByRole('button', { name: /Novo host|Consultar|Aprovar|Desistir/ })).toBeNull();
    expect(screen.getByText(/Só operadores mudam/)).toBeVisible();
  });
});

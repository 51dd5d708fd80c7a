// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { openConsole, prepareConsole } from './openConsole';
import { calm, type Answers } from './program';

vi.mock('~/charts/TimeChart', () => ({ TimeChart: () => null })); // jsdom has no canvas

const tenant = (id: string) => ({ id, name: id, plan: 'free', active: true, created_at: '2026-01-01T12:00:00Z', deleted_at: null, contact_email: null, limits: {}, own_limits: {}, backend_networks: [] });
const host = { host: 'www.acme.example', tenant: 'acme', state: 'pending', method: null, record: { name: '_farol-challenge.www.acme.example', type: 'TXT', value: 'a' }, created_at: null, proven_at: null, checked_at: null, lost_at: null, problem: null };
const listed = (...items: unknown[]) => ({ body: { items, total_count: items.length } });
const platform: Answers = {
  ...calm,
  'GET /api/profile': { body: { user_id: 'u1', email: 'ana@example.com', tenant_id: 'platform', role: 'platform', memberships: { platform: 'platform' } } },
  'GET /api/tenants': listed(tenant('acme'), tenant('norte')),
  'GET /api/tenants/acme': { body: tenant('acme') },
  'GET /api/tenants/norte': { body: tenant('norte') },
  'PUT /api/tenants/acme': { body: tenant('acme') },
  'GET /api/hosts': listed(host),
  'GET /api/hosts/www.acme.example': { body: host },
  'POST /api/hosts': { status: 201, body: host },
};
const question = () => screen.findByRole('dialog', { name: 'Sair sem salvar?' });
const answer = async (word: string) => userEvent.click(within(await question()).getByRole('button', { name: word }));
const isGone = () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

const router = { id: 'bng-1', name: 'BNG Centro', host: '192.0.2.1', port: 22, protocol: 'ssh', username: 'farol', password: '********', max_sessions: 2 };
const routers: Answers = { ...platform, 'GET /api/routers/bng-1': { body: router }, 'PUT /api/routers/bng-1': { body: router } };

prepareConsole();

describe('a form in which something was typed', () => {
  const ways = {
    'another row': () => userEvent.click(screen.getByRole('button', { name: 'norte' })),
    Cancel: () => userEvent.click(screen.getByRole('button', { name: 'Cancelar' })),
    'another page': () => userEvent.click(screen.getByRole('link', { name: 'Segurança' })),
    Back: () => act(() => window.history.back()),
  };

  it.each(Object.keys(ways) as (keyof typeof ways)[])('asks before it is lost by %s, and stays or goes as it is told', async (way) => {
    await openConsole('/tenants?tenant=acme', platform);
    await userEvent.click(await screen.findByRole('button', { name: 'Editar' }, { timeout: 10_000 }));
    await userEvent.type(await screen.findByLabelText('Nome'), ' Norte');
    await ways[way]();
    await answer('Cancelar');
    await isGone();
    expect(screen.getByLabelText('Nome')).toHaveValue('acme Norte');
    await ways[way]();
    await answer('Sair');
    await waitFor(() => expect(screen.queryByLabelText('Nome')).toBeNull());
    await isGone();
  });

  it('is saved without a question', async () => {
    const { sent } = await openConsole('/tenants?tenant=acme&edit=tenant', platform);
    await userEvent.type(await screen.findByLabelText('Nome'), ' Norte');
    await userEvent.click(screen.getByRole('button', { name: 'Salvar' }));
    await waitFor(() => expect(screen.queryByLabelText('Nome')).toBeNull());
    expect(sent('PUT', '/api/tenants/acme')).toHaveLength(1);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('stays without a question beside a list that shows something else', async () => {
    await openConsole('/tenants?tenant=acme&edit=tenant', platform);
    await userEvent.type(await screen.findByLabelText('Nome'), ' Norte');
    await userEvent.click(screen.getByLabelText('Os encerrados também'));
    await waitFor(() => expect(window.location.search).toContain('closed'));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByLabelText('Nome')).toHaveValue('acme Norte');
  });
});

describe('a claim of a host name', () => {
  it('asks too', async () => {
    const { sent } = await openConsole('/hosts?edit=new', platform);
    await userEvent.type(await screen.findByRole('textbox', { name: 'Host' }), 'www.acme.example');
    await userEvent.click(screen.getByRole('button', { name: 'www.acme.example' }));
    await answer('Cancelar');
    await isGone();
    await userEvent.selectOptions(within(await screen.findByRole('region', { name: 'Novo host' })).getByLabelText('Inquilino'), 'acme');
    await userEvent.click(screen.getByRole('button', { name: 'Pedir e ver o registro' }));
    await waitFor(() => expect(window.location.search).toContain('host=www.acme.example'));
    expect(sent('POST', '/api/hosts')[0]?.body).toEqual({ host: 'www.acme.example' });
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe("a router's dialog in which something was typed", () => {
  const ways = {
    Cancel: () => userEvent.click(screen.getByRole('button', { name: 'Cancelar' })),
    Escape: () => userEvent.keyboard('{Escape}'),
    'a click beside it': () => [fireEvent.pointerDown, fireEvent.click].forEach((event) => event(document.body, { button: 0 })),
    Back: () => act(() => window.history.back()),
  };

  it.each(Object.keys(ways) as (keyof typeof ways)[])('asks before it is lost by %s, and stays or goes as it is told', async (way) => {
    await openConsole('/monitor', routers);
    await userEvent.click(await screen.findByRole('link', { name: 'Roteadores' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Editar BNG Centro' }, { timeout: 10_000 }));
    await userEvent.type(await screen.findByLabelText('Nome'), ' Norte');
    await ways[way]();
    await question();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Sair sem salvar?' })).toBeNull());
    expect(screen.getByLabelText('Nome')).toHaveValue('BNG Centro Norte');
    await ways[way]();
    await answer('Sair');
    await isGone();
    if (way !== 'Back') await waitFor(() => expect(screen.getByRole('button', { name: 'Editar BNG Centro' })).toHaveFocus());
  });

  it('is closed without a question before anything was typed, and once it was saved', async () => {
    const { sent } = await openConsole('/routers', routers);
    await userEvent.click(await screen.findByRole('button', { name: 'Editar BNG Centro' }));
    await screen.findByLabelText('Nome');
    await userEvent.keyboard('{Escape}');
    await isGone();
    await userEvent.click(screen.getByRole('button', { name: 'Editar BNG Centro' }));
    await userEvent.type(await screen.findByLabelText('Nome'), ' Norte');
    await userEvent.click(screen.getByRole('button', { name: 'Salvar e testar' }));
    await isGone();
    expect(sent('PUT', '/api/routers/bng-1')).toHaveLength(1);
  });

  it('asks for a new one too', async () => {
    await openConsole('/routers', routers);
    await userEvent.click(await screen.findByRole('button', { name: 'Adicionar roteador' }));
    await userEvent.type(await screen.findByLabelText('Nome'), 'BNG');
    await userEvent.keyboard('{Escape}');
    await answer('Sair');
    await isGone();
  });
});

it('leaves a form without a question in which nothing was typed', async () => {
  await openConsole('/tenants?tenant=acme&edit=tenant', platform);
  await screen.findByLabelText('Nome');
  await userEvent.click(screen.getByRole('button', { name: 'Cancelar' }));
  await waitFor(() => expect(screen.queryByLabelText('Nome')).toBeNull());
  expect(screen.queryByRole('dialog')).toBeNull();
});

// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import { exampleOf, portOf } from '~/features/start/address';
import { openConsole, prepareConsole } from './openConsole';
import { calm, type Answers } from './program';

vi.mock('~/charts/TimeChart', () => ({ TimeChart: () => null })); // jsdom has no canvas; the browser tests draw it

interface Answer {
  status?: number;
  body: unknown;
}

const simulated = { id: 'simulated', name: 'NE8000', simulated: true, is_default: true, protocol: 'ssh', managed_by: 'the simulator', uplinks: [] };
const platform = { email: 'admin@farol.local', role: 'platform', tenant_id: 'platform', must_change_password: false };

function fresh(): Record<string, Answer> {
  return {
    ...calm,
    'GET /api/profile': { body: platform },
    'GET /api/routers': { body: { items: [simulated] } },
    'GET /api/pools': { body: { items: [{ name: 'demo', managed_by: 'demonstration' }], total_count: 1 } },
    'GET /api/routes': { body: { items: [{ name: 'demo', host: 'demo.localhost', managed_by: 'demonstration' }], total_count: 1 } },
  };
}

const open = (path: string, given: Answers = fresh()) => openConsole(path, given);

prepareConsole();

describe('the guided start', () => {
  it.each(['router', 'gateway', 'password', 'done'])('%s has nothing that axe objects to', async (step) => {
    const { container } = await open(`/start?step=${step}`);
    await screen.findAllByText('a fazer');
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  });

  it('begins at the first step that is not done, which the demonstration does not do', async () => {
    await open('/start', { ...fresh(), 'GET /api/routers': { body: { items: [simulated, { ...simulated, id: 'bng-1', name: 'BNG Centro', simulated: false }] } } });
    await waitFor(() => expect(window.location.search).toBe('?step=gateway'));
    expect(await screen.findByLabelText('Nome do pool')).toBeVisible();
    expect(screen.getAllByText('feito')).toHaveLength(2);
  });

  it('lets a router be added whose test failed, and tests before unless told otherwise', async () => {
    const answers = fresh();
    answers['POST /api/routers/test'] = { body: { steps: [{ name: 'connect', ok: false, seconds: 0.1, detail: 'refused', fault: 'terminals_busy' }] } };
    answers['POST /api/routers'] = { status: 409, body: { detail: 'There is a router "bng" already' } };
    const { sent } = await open('/start?step=router', answers);
    await userEvent.type(await screen.findByLabelText('Nome'), 'BNG');
    await userEvent.type(screen.getByLabelText('Host ou IP'), '192.0.2.1');
    await userEvent.type(screen.getByLabelText('Usuário'), 'farol');
    await userEvent.type(screen.getByLabelText('Senha'), 'secret{Enter}');
    expect(await screen.findByText(/Todos os terminais/)).toBeVisible();
    expect(sent('POST', '/api/routers').map(({ url }) => url)).toEqual(['/api/routers/test']);
    await userEvent.click(screen.getByRole('button', { name: 'Adicionar roteador' }));
    expect(await screen.findByText('There is a router "bng" already')).toBeVisible();
    expect(sent('POST', '/api/routers').at(-1)?.body).toEqual({ id: 'bng', name: 'BNG', host: '192.0.2.1', protocol: 'ssh', port: 22, username: 'farol', password: 'secret', max_sessions: 2 });
  });

  it('takes no form away from under the hands of somebody, whatever a colleague adds', async () => {
    const answers = fresh();
    await open('/start?step=router', answers);
    await userEvent.type(await screen.findByLabelText('Nome'), 'BNG');
    answers['GET /api/routers'] = { body: { items: [simulated, { ...simulated, id: 'bng-1', name: 'BNG Centro', simulated: false }] } };
    expect(await screen.findByRole('link', { name: 'Ver ao vivo' }, { timeout: 15_000 })).toBeVisible();
    expect(screen.getByLabelText('Nome')).toHaveValue('BNG');
    await userEvent.click(screen.getByRole('button', { name: 'Cancelar' }));
    await userEvent.click(within(await screen.findByRole('dialog', { name: 'Sair sem salvar?' })).getByRole('button', { name: 'Sair' }));
    await waitFor(() => expect(screen.queryByLabelText('Nome')).toBeNull());
  }, 30_000);

  it('takes no pool away that somebody is typing', async () => {
    const answers = fresh();
    await open('/start?step=gateway', answers);
    await userEvent.type(await screen.findByLabelText('Nome do pool'), 'loja');
    answers['GET /api/pools'] = { body: { items: [{ name: 'web', tenant: 'platform', managed_by: 'api' }], total_count: 1 } };
    expect(await screen.findByText('web', {}, { timeout: 15_000 })).toBeVisible();
    expect(screen.getByLabelText('Nome do pool')).toHaveValue('loja');
    await userEvent.click(screen.getByRole('button', { name: 'Cancelar' }));
    await userEvent.click(within(await screen.findByRole('dialog', { name: 'Sair sem salvar?' })).getByRole('button', { name: 'Sair' }));
    await waitFor(() => expect(screen.queryByLabelText('Nome do pool')).toBeNull());
  }, 30_000);

  it('opens nothing but the password to the one-time one', async () => {
    await open('/start', { ...fresh(), 'GET /api/profile': { body: { ...platform, must_change_password: true } }, 'GET /api/status': { status: 403, body: {} } });
    await waitFor(() => expect(window.location.search).toBe('?step=password'));
    expect(screen.getAllByText('depois da senha')).toHaveLength(2);
    await userEvent.click(screen.getByRole('link', { name: /Conectar um roteador/ }));
    expect(await screen.findByRole('link', { name: 'Escolher a senha' })).toBeVisible();
    expect(screen.queryByLabelText('Host ou IP')).toBeNull();
  });

  it('says what this port does not have, what this person may not do, and what could not be read', async () => {
    const { unmount } = await open('/start?step=gateway', { ...fresh(), 'GET /api/status': { status: 404, body: {} } });
    expect(await screen.findByText(/Esta porta serve só o monitor/)).toBeVisible();
    unmount();
    const other = await open('/start?step=router', { ...fresh(), 'GET /api/profile': { body: { ...platform, role: 'operator' } } });
    expect(await screen.findByText('Só administradores conectam roteadores.')).toBeVisible();
    other.unmount();
    await open('/start?step=gateway', { ...fresh(), 'GET /api/pools': { status: 500, body: { detail: 'the store is away' } } });
    expect(await screen.findByText('the store is away', {}, { timeout: 10_000 })).toBeVisible();
  }, 30_000);

  it('tells strangers to log in, and brings them back', async () => {
    await open('/start', calm);
    await screen.findByText('Entre como administrador para configurar o Farol.');
    expect(screen.getAllByRole('link', { name: 'Entrar' }).some((link) => link.getAttribute('href') === '/login?back=%2Fstart')).toBe(true);
  });

  it('makes an address that a route takes, and finds the port in clear', () => {
    expect(['*', '*.example.com', '**.example.com', 'a.example.com'].map(exampleOf)).toEqual(['www.example.com', 'www.example.com', 'www.example.com', 'a.example.com']);
    expect(portOf([{ endpoint: '*:3000', tls: false, gateway: null }, { endpoint: '0.0.0.0:443', tls: true, gateway: 'local' }, { endpoint: '[::]:10080', tls: false, gateway: 'local' }])).toBe(10080);
    expect(portOf([])).toBeNull();
  });
});

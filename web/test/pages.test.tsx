// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import i18next from 'i18next';
import { describe, expect, it, vi } from 'vitest';
import { ownPath } from '~/features/login/ownPath';
import { openConsole, prepareConsole } from './openConsole';
import { calm, stubProgram } from './program';

vi.mock('~/charts/TimeChart', () => ({ TimeChart: () => null })); // jsdom has no canvas; the browser tests draw it


prepareConsole();

describe('every page', () => {
  it.each(['/monitor', '/monitor/interfaces', '/monitor/subscribers', '/monitor/system', '/monitor/terminal', '/monitor/connection', '/routers', '/gateway', '/gateway/routes', '/gateway/security', '/login'])(
    '%s has nothing that axe objects to',
    async (path) => {
      const { container } = await openConsole(path);
      await waitFor(() => expect(container.querySelector('[aria-busy="true"]')).toBeNull(), { timeout: 10_000 });
      const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
    },
    30_000,
  );

  it('shows no key instead of a text', async () => {
    const missing: string[] = [];
    i18next.on('missingKey', (_languages, _namespace, key: string) => missing.push(key));
    const { container } = await openConsole('/monitor');
    await screen.findByText('12.345');
    expect(container.textContent).not.toMatch(/\b(overview|live|nav|interfaces)\.[a-z]/i);
    expect(missing).toEqual([]);
  });
});

describe('the overview', () => {
  it('says SIMULADO when figures are simulated', async () => {
    await openConsole('/monitor');
    expect(await screen.findByText('SIMULADO')).toBeVisible();
  });

  it('believes the page about a simulated router only until the routers are known', async () => {
    vi.spyOn(performance, 'getEntriesByType').mockReturnValue([{ serverTiming: [{ name: 'simulated' }] } as unknown as PerformanceEntry]);
    await openConsole('/routers', { ...calm, 'GET /api/online_total': { body: {} }, 'GET /api/routers': { body: { items: [] } } });
    await screen.findAllByText(/Nenhum roteador/);
    await waitFor(() => expect(screen.queryByText('SIMULADO')).toBeNull());
  });

  it('shows what is unknown as a dash with the reason, not as zero', async () => {
    await openConsole('/monitor');
    const dashes = await screen.findAllByRole('button', { name: /ROUTER_UPLINKS/ });
    expect(dashes.map(({ textContent }) => textContent)).toEqual(['—', '—']);
  });

  it('speaks English at a keystroke', async () => {
    await openConsole('/monitor');
    await userEvent.click(await screen.findByRole('button', { name: 'EN' }));
    expect(await screen.findByText('Subscribers online')).toBeVisible();
    expect(screen.getByText('12,345')).toBeVisible();
  });

  it('says that figures are old, and why', async () => {
    const old = { ...calm, 'GET /api/online_total': { body: { timestamp: '2026-01-01T12:00:00Z', age_seconds: 300, stale: true, stale_reason: 'o roteador não respondeu', data: { total: 7 } } } };
    await openConsole('/monitor', old);
    expect(await screen.findByTitle('o roteador não respondeu')).toHaveTextContent('velho');
  });

  it('says what failed and keeps the rest', async () => {
    await openConsole('/monitor', { ...calm, 'GET /api/interfaces_status': { status: 500, body: { detail: 'a tabela não pôde ser lida' } } });
    expect(await screen.findByText('a tabela não pôde ser lida')).toBeVisible();
    expect(await screen.findByText('12.345')).toBeVisible();
  });

  it('sends strangers to the login, and back afterwards', async () => {
    await openConsole('/monitor', { ...calm, 'GET /api/online_total': { status: 401, body: { detail: 'log in' } } });
    expect(await screen.findByLabelText('Senha')).toBeVisible();
    expect(window.location.search).toContain('back=');
  });
});

describe('the terminal', () => {
  it('shows the rule that refused a command', async () => {
    await openConsole('/monitor/terminal', { ...calm, 'POST /api/execute_command': { status: 403, body: { detail: 'Refused by the rule not_display: "reboot" is not a display command' } } });
    await userEvent.type(await screen.findByLabelText('Comando'), 'reboot{Enter}');
    expect(await screen.findByText('"reboot" is not a display command')).toBeVisible();
    expect(screen.getByText('Regra: not_display')).toBeVisible();
  });

  it('shows what the router said, and walks back through what was typed', async () => {
    const { fetched } = await openConsole('/monitor/terminal', { ...calm, 'POST /api/execute_command': { body: { data: { command: 'display clock', output: '2026-01-01 12:00:00', execution_time: 0.05, truncated: false } } } });
    const field = await screen.findByLabelText('Comando');
    await userEvent.type(field, 'dis clock{Enter}');
    expect(await screen.findByText('2026-01-01 12:00:00')).toBeVisible();
    expect(fetched.mock.calls.some(([path, init]) => path === '/api/execute_command' && JSON.stringify(init).includes('dis clock'))).toBe(true);
    await userEvent.type(field, '{ArrowUp}');
    expect(field).toHaveValue('display clock');
  });
});

describe('the login', () => {
  it('asks for a new password when the one typed works once', async () => {
    const person = { email: 'admin@farol', role: 'platform', must_change_password: true };
    const answers: Record<string, { status?: number; body: unknown }> = { ...calm, 'POST /api/auth/login': { body: { success: true, user: person } }, 'PUT /api/profile': { body: {} } };
    const { fetched } = await openConsole('/login?back=%2Frouters', answers);
    answers['GET /api/profile'] = { body: person };
    await userEvent.type(await screen.findByLabelText('E-mail'), 'admin@farol');
    await userEvent.type(screen.getByLabelText('Senha'), 'one-time{Enter}');
    await userEvent.type(await screen.findByLabelText('Senha nova'), 'a better one');
    answers['GET /api/profile'] = { body: { ...person, must_change_password: false } };
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(window.location.pathname).toBe('/routers'));
    const changed = fetched.mock.calls.some(([path, init]) => path === '/api/profile' && JSON.stringify(init).includes('a better one'));
    expect(changed).toBe(true);
  });

  it.each([['//evil.example/x'], ['https://evil.example'], ['/login'], [undefined]])('never leads away: %s', (back) => {
    expect(ownPath(back)).toBe('/monitor');
  });
});

describe('the look-up', () => {
  it('tells a viewer that it is for operators', async () => {
    await openConsole('/monitor/subscribers', { ...calm, 'GET /api/subscribers': { status: 403, body: { detail: 'needs the role operator' } } });
    await userEvent.type(await screen.findByRole('textbox', { name: 'Login, IP ou MAC' }), 'maria@fibra{Enter}');
    expect(await screen.findByText('A consulta de assinantes é só para operadores')).toBeVisible();
  });

  it('asks by what the value looks like', async () => {
    const { fetched } = await openConsole('/monitor/subscribers', { ...calm, 'GET /api/subscribers': { body: { data: { online: false, sessions: [], last_offline: [{ reason: 'PPP user request' }], last_failures: [] } } } });
    await userEvent.type(await screen.findByRole('textbox', { name: 'Login, IP ou MAC' }), '789a-1823-0759{Enter}');
    expect(await screen.findByText(/PPP user request/)).toBeVisible();
    expect(fetched.mock.calls.some(([path]) => String(path).includes('mac=789a-1823-0759'))).toBe(true);
  });
});

describe('the palette', () => {
  it('goes where the keyboard says', async () => {
    await openConsole('/monitor');
    await screen.findByText('12.345');
    await userEvent.keyboard('{Control>}k{/Control}');
    await userEvent.type(await screen.findByRole('combobox', { name: 'Paleta de comandos' }), 'termin{Enter}');
    await waitFor(() => expect(window.location.pathname).toBe('/monitor/terminal'));
  });

  it('gives the focus back where the page stays', async () => {
    await openConsole('/monitor');
    const button = await screen.findByRole('button', { name: 'EN' });
    button.focus();
    await userEvent.keyboard('{Control>}k{/Control}');
    await userEvent.type(await screen.findByRole('combobox', { name: 'Paleta de comandos' }), 'tema{Enter}');
    await waitFor(() => expect(screen.queryByRole('combobox', { name: 'Paleta de comandos' })).toBeNull());
    expect(button).toHaveFocus();
  });

  const pools = { body: { items: [{ name: 'loja', tenant: 't1' }, { name: 'web', tenant: 'platform' }], total_count: 2 } };
  const tenants = { body: { items: [{ id: 't1', name: 'Padaria' }], total_count: 1 } };
  const search = async (words: string) => {
    await userEvent.keyboard('{Control>}k{/Control}');
    await userEvent.type(await screen.findByRole('combobox', { name: 'Paleta de comandos' }), words);
  };

  it('leads to pools and routes by their names, and to whose they are', async () => {
    await openConsole('/monitor', { ...calm, 'GET /api/pools': pools });
    await screen.findByRole('link', { name: 'Gateway' }, { timeout: 10_000 });
    await search('loja');
    await userEvent.click(await screen.findByRole('option', { name: /loja · t1/ }));
    await waitFor(() => expect(window.location.href).toMatch(/\/gateway\/pools\?of=t1&pool=loja$/));
    await search('example.com');
    await userEvent.click(await screen.findByRole('option', { name: /www\.example\.com/ }));
    await waitFor(() => expect(window.location.href).toMatch(/\/gateway\/routes\?route=web$/));
  });

  it('asks for tenants only for administrators of the installation, and for pools only where there is a control plane', async () => {
    const asked = (fetched: ReturnType<typeof stubProgram>, path: string) => fetched.mock.calls.some(([url]) => String(url).startsWith(path));
    const viewer = await openConsole('/monitor', { ...calm, 'GET /api/tenants': tenants, 'GET /api/status': { status: 404, body: { detail: 'this port serves the monitor' } } });
    await screen.findByText('12.345', {}, { timeout: 10_000 });
    await search('padaria');
    expect(await screen.findByText('Nada com esse nome.')).toBeVisible();
    expect(asked(viewer.fetched, '/api/tenants')).toBe(false);
    expect(asked(viewer.fetched, '/api/pools')).toBe(false);
    viewer.unmount();

    await openConsole('/monitor', { ...calm, 'GET /api/tenants': tenants, 'GET /api/pools': pools, 'GET /api/profile': { body: { email: 'ana@example.com', role: 'platform' } } });
    await screen.findByRole('link', { name: 'Gateway' }, { timeout: 10_000 });
    await search('padaria');
    expect(await screen.findByRole('option', { name: /Padaria/ })).toBeVisible();
  }, 30_000);
});

describe('the gateway', () => {
  it('is led to only where the control plane answers', async () => {
    const { unmount } = await openConsole('/monitor');
    expect(await screen.findByRole('link', { name: 'Gateway' }, { timeout: 10_000 })).toBeVisible();
    unmount();
    await openConsole('/monitor', { ...calm, 'GET /api/status': { status: 404, body: { detail: 'this port serves the monitor' } } });
    await screen.findByText('12.345', {}, { timeout: 10_000 });
    expect(screen.queryByRole('link', { name: 'Gateway' })).toBeNull();
  }, 30_000);

  it('says who is down and what is not known', async () => {
    await openConsole('/gateway');
    const row = (await screen.findByText('192.0.2.2:80')).closest('tr');
    expect(row).toHaveTextContent('fora');
    expect(row?.querySelectorAll('abbr')).toHaveLength(7);
  });

  it('asks which way a request would go', async () => {
    const { fetched } = await openConsole('/gateway/routes');
    await userEvent.type(await screen.findByLabelText('Endereço'), 'https://www.example.com/a?b=1');
    await userEvent.click(screen.getByRole('button', { name: 'Perguntar' }));
    expect(await screen.findByText('the longest prefix is /')).toBeVisible();
    const asked = fetched.mock.calls.find(([path]) => path === '/api/routes/test')?.[1] as RequestInit;
    expect(JSON.parse(asked.body as string)).toEqual({ method: 'GET', host: 'www.example.com', path: '/a?b=1' });
  });
});

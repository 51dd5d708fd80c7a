// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import { openConsole, prepareConsole } from './openConsole';
import { calm, type Answers } from './program';

vi.mock('~/charts/TimeChart', () => ({ TimeChart: () => null })); // jsdom has no canvas; the browser tests draw it

const ana = { user_id: 'u1', email: 'ana@acme.example', tenant_id: 'acme', role: 'admin', first_name: 'Ana', last_name: 'Souza', must_change_password: false, memberships: { acme: 'admin' } };

const known: Record<string, { status?: number; body: unknown }> = {
  ...calm,
  'GET /api/profile': { body: ana },
  'GET /api/auth/register': { body: { open: true, reason: null } },
  'GET /api/users': {
    body: {
      items: [
        { user_id: 'u1', email: 'ana@acme.example', first_name: 'Ana', last_name: 'Souza', role: 'admin', disabled: false, must_change_password: false, created_at: '2026-01-01T12:00:00Z', last_login_at: '2026-01-02T12:00:00Z', link: null },
        { user_id: 'u2', email: 'rui@acme.example', first_name: '', last_name: '', role: 'operator', disabled: false, must_change_password: true, created_at: '2026-01-01T12:00:00Z', last_login_at: null, link: null },
        { user_id: 'u3', email: 'olga@acme.example', first_name: 'Olga', last_name: '', role: 'owner', disabled: false, must_change_password: false, created_at: '2026-01-01T12:00:00Z', last_login_at: null, link: null },
      ],
      total_count: 3,
    },
  },
  'GET /api/keys': { body: { items: [{ id: 'k1', name: 'ci', prefix: 'farol_ab12', tenant_id: 'acme', role: 'operator', created_by: 'ana@acme.example', created_at: '2026-01-01T12:00:00Z', expires_at: '2020-01-01T12:00:00Z', last_used_at: null, key: null }], total_count: 1 } },
  'GET /api/sessions': {
    body: {
      items: [
        { id: 's1', user_id: 'u1', email: 'ana@acme.example', tenant_id: 'acme', kind: 'cookie', created_at: '2026-01-01T12:00:00Z', expires_at: '2026-01-01T20:00:00Z', address: '192.0.2.1', user_agent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36', current: true },
        { id: 's2', user_id: 'u1', email: 'ana@acme.example', tenant_id: 'acme', kind: 'token', created_at: '2026-01-01T12:00:00Z', expires_at: '2026-01-01T20:00:00Z', address: '192.0.2.2', user_agent: 'curl/8.1', current: false },
        { id: 's3', user_id: 'u1', email: 'ana@acme.example', tenant_id: 'acme', kind: 'token', created_at: '2026-01-01T12:00:00Z', expires_at: '2026-01-01T20:00:00Z', address: null, user_agent: null, current: false },
      ],
      total_count: 3,
    },
  },
};

const open = (path: string, given: Answers = known) => openConsole(path, given);

type Fetched = Awaited<ReturnType<typeof open>>['fetched'];

/** What was sent, as the program reads it; undefined: nothing was. */
function sent(fetched: Fetched, method: string, path: string): unknown {
  const call = fetched.mock.calls.find(([asked, init]) => asked === path && (init as RequestInit).method === method);
  const body = (call?.[1] as RequestInit | undefined)?.body;
  return typeof body === 'string' ? (JSON.parse(body) as unknown) : call && null;
}

prepareConsole();

const refused = (errors: Record<string, string[]>) => ({ status: 422, body: { detail: 'fields are wrong', errors } });

describe('every page', () => {
  it.each(['/login', '/register', '/link?token=abc', '/profile', '/users', '/keys', '/sessions', '/sessions?all=true'])(
    '%s has nothing that axe objects to',
    async (path) => {
      const { container } = await open(path);
      await waitFor(() => expect(container.querySelector('[aria-busy="true"]')).toBeNull(), { timeout: 10_000 });
      const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
      expect(container.textContent).not.toMatch(/\b(profile|register|once|entrance|role|field|users|apiKeys|sessions|secret)\.[a-z]/i);
    },
    30_000,
  );
});

describe('the registration', () => {
  it('is offered where it is open, and not where it is closed', async () => {
    const { unmount } = await open('/login');
    expect(await screen.findByRole('link', { name: 'Criar conta' })).toBeVisible();
    unmount();
    await open('/login', { ...known, 'GET /api/auth/register': { body: { open: false, reason: 'closed' } } });
    await screen.findByLabelText('Senha');
    expect(screen.queryByRole('link', { name: 'Criar conta' })).toBeNull();
  });

  it('logs in who registers, by cookie', async () => {
    const answers: typeof known = { ...known, 'GET /api/profile': { status: 401, body: {} }, 'POST /api/auth/register': { status: 201, body: { success: true } } };
    const { fetched } = await open('/register', answers);
    await userEvent.type(await screen.findByLabelText('Empresa'), ' Fibra Norte ');
    await userEvent.type(screen.getByLabelText('E-mail'), 'ana@norte.example');
    await userEvent.type(screen.getByLabelText('Senha'), ' a long one {Enter}');
    await waitFor(() => expect(window.location.pathname).toBe('/monitor'));
    expect(sent(fetched, 'POST', '/api/auth/register?cookie=true')).toEqual({ tenant_name: 'Fibra Norte', first_name: '', last_name: '', email: 'ana@norte.example', password: ' a long one ' });
  });

  it('says in Portuguese what is wrong, and leads the focus there', async () => {
    await open('/register', { ...known, 'POST /api/auth/register': refused({ password: ['must have at least 12 characters'] }) });
    await userEvent.type(await screen.findByLabelText('Empresa'), 'Norte');
    await userEvent.type(screen.getByLabelText('E-mail'), 'ana@norte.example');
    await userEvent.type(screen.getByLabelText('Senha'), 'short');
    await userEvent.click(screen.getByRole('button', { name: 'Criar conta' }));
    expect(await screen.findByText('precisa ter pelo menos 12 caracteres')).toBeVisible();
    expect(screen.getByLabelText('Senha')).toHaveFocus();
  });
});

describe('a one-time link', () => {
  it.each(['/link?token=abc', '/link#token=abc'])('%s sets a password', async (path) => {
    const { fetched } = await open(path, { ...known, 'POST /api/auth/reset': { body: null } });
    await userEvent.type(await screen.findByLabelText('Senha nova'), 'a better password');
    await userEvent.type(screen.getByLabelText('Senha nova, outra vez'), 'another{Enter}');
    expect(await screen.findByText('não é igual à de cima')).toBeVisible();
    expect(sent(fetched, 'POST', '/api/auth/reset')).toBeUndefined();
    await userEvent.clear(screen.getByLabelText('Senha nova, outra vez'));
    await userEvent.type(screen.getByLabelText('Senha nova, outra vez'), 'a better password{Enter}');
    expect(await screen.findByText('Senha gravada')).toBeVisible();
    expect(sent(fetched, 'POST', '/api/auth/reset')).toEqual({ token: 'abc', new_password: 'a better password' });
  });

  it('that was used says where another comes from', async () => {
    await open('/link?token=abc', { ...known, 'POST /api/auth/reset': refused({ token: ['is not valid, or not any more'] }) });
    await userEvent.type(await screen.findByLabelText('Senha nova'), 'a better password');
    await userEvent.type(screen.getByLabelText('Senha nova, outra vez'), 'a better password{Enter}');
    expect(await screen.findByText(/Peça outro a um administrador/)).toBeVisible();
  });
});

describe('the profile', () => {
  it('changes the password once it was typed twice', async () => {
    const { fetched } = await open('/profile', { ...known, 'PUT /api/profile': { body: ana } });
    await userEvent.type(await screen.findByLabelText('Senha atual'), 'the old one');
    await userEvent.type(screen.getByLabelText('Senha nova'), 'the new one');
    await userEvent.type(screen.getByLabelText('Senha nova, outra vez'), 'the new one{Enter}');
    expect(await screen.findByText(/Senha trocada/)).toBeVisible();
    expect(sent(fetched, 'PUT', '/api/profile')).toEqual({ current_password: 'the old one', new_password: 'the new one' });
    expect(screen.getByLabelText('Senha atual')).toHaveValue('');
  });

  it('tells a stranger to log in', async () => {
    await open('/profile', calm);
    expect(await screen.findByText(/Ninguém entrou/)).toBeVisible();
  });
});

describe('the person menu', () => {
  it('shows who sits here, closes by Escape and gives the focus back', async () => {
    await open('/profile');
    const trigger = await screen.findByRole('button', { name: 'Conta: Ana' });
    await userEvent.click(trigger);
    expect(await screen.findByRole('button', { name: 'Sair' })).toBeVisible();
    expect(screen.getByText(/administrador · acme/)).toBeVisible();
    expect(screen.queryByLabelText('Trabalhar no inquilino')).toBeNull();
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('button', { name: 'Sair' })).toBeNull();
    expect(trigger).toHaveFocus();
  });

  it('moves to another tenant where there are several', async () => {
    const { fetched } = await open('/profile', { ...known, 'GET /api/profile': { body: { ...ana, memberships: { acme: 'admin', globex: 'viewer' } } }, 'POST /api/auth/tenant': { body: {} } });
    await userEvent.click(await screen.findByRole('button', { name: 'Conta: Ana' }));
    await userEvent.selectOptions(await screen.findByLabelText('Trabalhar no inquilino'), 'globex');
    await waitFor(() => expect(sent(fetched, 'POST', '/api/auth/tenant?tenant=globex')).toBeNull());
  });
});

describe('the users', () => {
  it('invites, and shows the link this once', async () => {
    const made = { user_id: 'u9', email: 'nova@acme.example', role: 'viewer', link: { user_id: 'u9', token: 'tok+en', expires_at: '2026-01-08T12:00:00Z' } };
    const { fetched } = await open('/users', { ...known, 'POST /api/users': { status: 201, body: made } });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Convidar' }));
    await user.type(await screen.findByLabelText('E-mail'), 'nova@acme.example{Enter}');
    expect(await screen.findByLabelText('Link, mostrado só agora')).toHaveValue(`${window.location.origin}/link#token=tok%2Ben`);
    expect(sent(fetched, 'POST', '/api/users')).toEqual({ email: 'nova@acme.example', first_name: '', last_name: '', role: 'viewer' });
    await user.click(screen.getByRole('button', { name: 'Copiar' }));
    expect(await screen.findByText('Copiado.')).toBeVisible();
    expect(await navigator.clipboard.readText()).toContain('tok%2Ben');
  });

  it('gives at most the own role, and leaves oneself and those above alone', async () => {
    await open('/users');
    expect(await screen.findByText('muda-se no perfil')).toBeVisible();
    expect(screen.getByText('tem papel acima do seu')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Papel de rui@acme.example' }));
    const choice: HTMLSelectElement = await screen.findByLabelText('Papel');
    expect([...choice.options].map(({ value }) => value)).toEqual(['viewer', 'operator', 'admin']);
  });

  it('asks before it removes, and says what refused', async () => {
    const { fetched } = await open('/users', { ...known, 'DELETE /api/users/u2': { status: 409, body: { detail: 'the last owner' } } });
    await userEvent.click(await screen.findByRole('button', { name: 'Remover rui@acme.example' }));
    expect(sent(fetched, 'DELETE', '/api/users/u2')).toBeUndefined();
    await userEvent.click(await screen.findByRole('button', { name: 'Remover' }));
    expect(await screen.findByText('the last owner')).toBeVisible();
  });

  it('are for administrators', async () => {
    const { fetched } = await open('/users', { ...known, 'GET /api/profile': { body: { ...ana, role: 'operator' } } });
    expect(await screen.findByText(/é o administrador do inquilino/)).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Usuários' })).toBeNull();
    expect(screen.getByRole('link', { name: 'Chaves de API' })).toBeVisible();
    expect(fetched.mock.calls.some(([path]) => String(path).startsWith('/api/users'))).toBe(false);
  });
});

describe('the keys', () => {
  it('are shown once when they are made', async () => {
    const made = { id: 'k2', name: 'backup', prefix: 'farol_zz', role: 'viewer', key: 'farol_zz_secret' };
    const { fetched } = await open('/keys', { ...known, 'POST /api/keys': { status: 201, body: made } });
    expect(await screen.findByText(/venceu/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Fazer uma chave' }));
    await userEvent.type(await screen.findByLabelText('Nome'), 'backup');
    await userEvent.selectOptions(screen.getByLabelText('Validade'), '30');
    const before = Date.now();
    await userEvent.click(screen.getByRole('button', { name: 'Fazer a chave' }));
    expect(await screen.findByLabelText('Chave, mostrada só agora')).toHaveValue('farol_zz_secret');
    const body = sent(fetched, 'POST', '/api/keys') as { name: string; role: string; expires_at: string };
    expect([body.name, body.role]).toEqual(['backup', 'viewer']);
    const days = (Date.parse(body.expires_at) - before) / 86_400_000;
    expect(days).toBeGreaterThan(29.9);
    expect(days).toBeLessThan(30.1);
  });

  it('are made by operators and those above', async () => {
    await open('/keys', { ...known, 'GET /api/profile': { body: { ...ana, role: 'viewer' } } });
    expect(await screen.findByText('Quem faz chaves é o operador.')).toBeVisible();
    expect(screen.queryByRole('button', { name: /Revogar/ })).toBeNull();
  });
});

describe('the sessions', () => {
  it('marks this one, names browsers, and ends all others', async () => {
    const { fetched } = await open('/sessions', { ...known, 'DELETE /api/sessions/s2': { status: 404, body: { detail: 'gone' } }, 'DELETE /api/sessions/s3': { body: null } });
    expect((await screen.findByText('Chrome 140 · Linux')).closest('tr')).toHaveTextContent('este aparelho');
    expect(screen.getAllByRole('button', { name: /^Encerrar / })).toHaveLength(3);
    await userEvent.click(screen.getByRole('button', { name: 'Encerrar todas as outras' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Encerrar' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent(fetched, 'DELETE', '/api/sessions/s2')).toBeNull();
    expect(sent(fetched, 'DELETE', '/api/sessions/s3')).toBeNull();
    expect(sent(fetched, 'DELETE', '/api/sessions/s1')).toBeUndefined();
  });
});

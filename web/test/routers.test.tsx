// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { ON } from '~/editing/fields';
import { changesOf, draftOfRouter, idFrom, newRouterOf } from '~/editing/routers/routerDraft';
import type { StoredRouter } from '~/editing/routers/routers';
import { openConsole, prepareConsole } from './openConsole';
import { calm } from './program';

vi.mock('~/charts/TimeChart', () => ({ TimeChart: () => null })); // jsdom has no canvas; the browser tests draw it

interface Answer {
  status?: number;
  body: unknown;
}

const stored: StoredRouter = {
  id: 'bng-1', name: 'BNG Centro', host: '192.0.2.1', port: 22, protocol: 'ssh', username: 'farol', password: '********', private_key_file: null, change_username: 'changer',
  change_password: '********', host_key_fingerprint: null, allow_legacy_algorithms: false, uplinks: ['Eth-Trunk1'], max_sessions: 2,
};
const platform = { email: 'admin@farol.local', role: 'platform', tenant_id: 'platform', must_change_password: false };


prepareConsole();

describe('a router that is edited', () => {
  it('sends only what was changed, and secrets only where one was typed', () => {
    const draft = draftOfRouter(stored);
    expect(changesOf(draft, stored)).toEqual({});
    expect(changesOf({ ...draft, name: ' Centro ', uplinks: 'Eth-Trunk1 Eth-Trunk2', max_sessions: '3', allow_legacy_algorithms: ON }, stored)).toEqual({
      name: 'Centro', uplinks: ['Eth-Trunk1', 'Eth-Trunk2'], max_sessions: 3, allow_legacy_algorithms: true,
    });
    expect(changesOf({ ...draft, password: ' with spaces ' }, stored)).toEqual({ password: ' with spaces ' });
  });

  it('lets the password go for a key, the key for a password, and the account for changes whole', () => {
    const draft = draftOfRouter(stored);
    expect(changesOf({ ...draft, login: 'key', private_key_file: '/keys/ne8000' }, stored)).toEqual({ private_key_file: '/keys/ne8000', password: '' });
    const byKey = { ...stored, password: null, private_key_file: '/keys/ne8000' };
    expect(changesOf({ ...draftOfRouter(byKey), login: 'password', password: 'secret' }, byKey)).toEqual({ password: 'secret', private_key_file: '', private_key_passphrase: '' });
    expect(changesOf({ ...draft, change_username: '' }, stored)).toEqual({ change_username: '', change_password: '' });
  });

  it('knows no key over Telnet', () => {
    const draft = { ...draftOfRouter(null), id: 'a', host: 'h', username: 'u', protocol: 'telnet', port: '23', login: 'key', private_key_file: '/keys/ne8000', password: 'secret' };
    expect(newRouterOf(draft)).toEqual({ id: 'a', host: 'h', username: 'u', protocol: 'telnet', port: 23, password: 'secret', max_sessions: 2 });
  });

  it('gets an id from its name', () => {
    expect(idFrom('BNG São João (POP 2)')).toBe('bng-sao-joao-pop-2');
    expect(idFrom('!')).toBe('');
    expect(idFrom(`${'a'.repeat(63)} b`)).toBe('a'.repeat(63));
  });
});

describe('the routers page', () => {
  const answers = (): Record<string, Answer> => ({ ...calm, 'GET /api/profile': { body: platform }, 'GET /api/routers/bng-1': { body: stored } });

  it('keeps what was typed when somebody else was faster, and takes the rest from them', async () => {
    const told = answers();
    told['PUT /api/routers/bng-1'] = { status: 412, body: { detail: 'changed meanwhile' } };
    const { sent } = await openConsole('/routers', told);
    await userEvent.click(await screen.findByRole('button', { name: 'Editar BNG Centro' }));
    const name = await screen.findByLabelText('Nome');
    await userEvent.clear(name);
    await userEvent.type(name, 'Centro novo');
    await userEvent.click(screen.getByRole('button', { name: 'Salvar e testar' }));
    expect(await screen.findByText('Outra pessoa mudou isto enquanto você editava')).toBeVisible();
    expect(sent('PUT', '/api/routers/bng-1')[0]).toMatchObject({ headers: { 'If-Match': '"v1"' }, body: { name: 'Centro novo' } });
    told['GET /api/routers/bng-1'] = { body: { ...stored, host: '192.0.2.99' } };
    await userEvent.click(screen.getByRole('button', { name: 'Ler de novo' }));
    await waitFor(() => expect(screen.getByLabelText('Host ou IP')).toHaveValue('192.0.2.99'));
    expect(screen.getByLabelText('Nome')).toHaveValue('Centro novo');
    told['PUT /api/routers/bng-1'] = { body: stored };
    await userEvent.click(screen.getByRole('button', { name: 'Salvar e testar' }));
    await waitFor(() => expect(sent('PUT', '/api/routers/bng-1').at(-1)?.body).toEqual({ name: 'Centro novo' }));
  });

  it('says at both passwords why they have to be typed, when it is saved as when it is tested', async () => {
    const told = answers();
    const refusal = (account: string) => [`is needed with another host, port, protocol or ${account} than the stored ones: type it, the stored one goes nowhere else`];
    const refused = { status: 422, body: { detail: 'wrong', errors: { password: refusal('username'), change_password: refusal('change_username') } } };
    told['PUT /api/routers/bng-1'] = refused;
    told['POST /api/routers/bng-1/test'] = refused;
    const { sent } = await openConsole('/routers', told);
    await userEvent.click(await screen.findByRole('button', { name: 'Editar BNG Centro' }));
    for (const action of ['Salvar e testar', 'Testar']) {
      await userEvent.type(await screen.findByLabelText('Host ou IP'), '9');
      await waitFor(() => expect(screen.getByLabelText('Senha')).not.toHaveAccessibleDescription(/^digite/));
      await userEvent.click(screen.getByRole('button', { name: action }));
      await waitFor(() => expect(screen.getByLabelText('Senha')).toHaveAccessibleDescription(/^digite a senha: a guardada só vai/));
      expect(screen.getByLabelText('Senha para mudanças')).toHaveAccessibleDescription(/^digite a senha: a guardada só vai/);
    }
    expect(sent('PUT', '/api/routers/bng-1')).toHaveLength(1);
  });

  it('tests a change before it is saved, without the password unless it is needed elsewhere', async () => {
    const told = answers();
    told['POST /api/routers/bng-1/test'] = { body: { steps: [{ name: 'connect', ok: true, detail: 'Logged in', seconds: 0.5, fault: null }] } };
    const { sent } = await openConsole('/routers', told);
    await userEvent.click(await screen.findByRole('button', { name: 'Editar BNG Centro' }));
    await userEvent.type(await screen.findByLabelText('Nome'), ' novo');
    await userEvent.click(screen.getByRole('button', { name: 'Testar' }));
    expect(await screen.findByText('Conexão e login')).toBeVisible();
    expect(sent('POST', '/api/routers/bng-1/test')[0]?.body).toEqual({ name: 'BNG Centro novo' });
    told['POST /api/routers/bng-1/test'] = { status: 422, body: { detail: 'wrong', errors: { password: ['is needed with another host, port, protocol or username than the stored ones: type it, the stored one goes nowhere else'] } } };
    await userEvent.type(screen.getByLabelText('Host ou IP'), '9');
    await userEvent.click(screen.getByRole('button', { name: 'Testar' }));
    await waitFor(() => expect(screen.getByLabelText('Senha')).toHaveAccessibleDescription(/^digite a senha: a guardada só vai/));
    expect(sent('PUT', '/api/routers/bng-1')).toHaveLength(0);
  });

  it('forgets a host key after asking, and says where there is none', async () => {
    const told = answers();
    told['DELETE /api/routers/bng-1/host_key'] = { status: 404, body: { detail: 'No host key is pinned for router "bng-1"' } };
    const { sent } = await openConsole('/routers', told);
    await userEvent.click(await screen.findByRole('button', { name: 'Esquecer chave de BNG Centro' }));
    expect(sent('DELETE', '/api/routers')).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Esquecer mesmo' }));
    expect(await screen.findByText('Nenhuma chave de host está guardada para o roteador “bng-1”')).toBeVisible();
    told['DELETE /api/routers/bng-1/host_key'] = { status: 200, body: null };
    await userEvent.click(screen.getByRole('button', { name: 'Esquecer mesmo' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('is tested anew after a change, whatever was found before it', async () => {
    const told = answers();
    told['POST /api/routers/bng-1/test'] = { body: { steps: [{ name: 'connect', ok: false, seconds: 0.1, detail: 'refused', fault: 'terminals_busy' }] } };
    told['PUT /api/routers/bng-1'] = { body: stored };
    const { sent } = await openConsole('/routers', told);
    await userEvent.click(await screen.findByRole('button', { name: 'Testar BNG Centro' }));
    expect(await screen.findByText(/Todos os terminais/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Editar BNG Centro' }));
    await userEvent.type(await screen.findByLabelText('Nome'), ' novo');
    told['POST /api/routers/bng-1/test'] = { body: { steps: [{ name: 'connect', ok: true, seconds: 0.1 }] } };
    await userEvent.click(screen.getByRole('button', { name: 'Salvar e testar' }));
    await waitFor(() => expect(screen.queryByText(/Todos os terminais/)).toBeNull());
    expect(sent('POST', '/api/routers/bng-1/test')).toHaveLength(2);
  });

  it('offers no change to who may make none', async () => {
    await openConsole('/routers', { ...answers(), 'GET /api/profile': { body: { ...platform, role: 'operator' } } });
    expect(await screen.findByText(/Só administradores alteram roteadores/)).toBeVisible();
    expect(screen.queryByRole('button', { name: /Editar|Testar|Excluir|Esquecer|Adicionar/ })).toBeNull();
  });
});

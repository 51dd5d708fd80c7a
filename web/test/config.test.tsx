// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import { compare, fold } from '~/design/lineDiff';
import { bodyOf, draftOf, rebase, removeRow } from '~/editing/fields';
import { newPoolShape, poolShape } from '~/features/pools/shapes';
import { openConsole, prepareConsole } from './openConsole';
import { calm, type Answers } from './program';

vi.mock('~/charts/TimeChart', () => ({ TimeChart: () => null })); // jsdom has no canvas; the browser tests draw it

interface Answer {
  status?: number;
  body: unknown;
}

const pool = {
  name: 'web', algorithm: 'least_conn', tenant: 'platform', managed_by: 'api', file: null, desired_revision: 7, in_force_since: '2026-01-01T12:00:00Z', error: null,
  backends: [{ id: 'web/192.0.2.1:80', address: '192.0.2.1:80', weight: 1 }], health_check: { kind: 'http', path: '/up', interval: '5s' }, slow_start: '0', breaker: { failure_percent: 50 },
};
const fromFile = { ...pool, name: 'filed', managed_by: 'file', file: '/etc/farol/farol.yaml' };

/** What is changed is told to the test by the calls it made. */
function configured(): Record<string, Answer> {
  return {
    ...calm,
    'GET /api/profile': { body: { email: 'ana@example.com', role: 'operator' } },
    'GET /api/backends': { body: [{ id: 'web/192.0.2.1:80', address: '192.0.2.1:80', pool: 'web', tenant: 'platform', status: 'online', health: 'healthy', weight: 1, managed_by: 'api' }] },
    'GET /api/pools': { body: { items: [fromFile, pool], total_count: 2 } },
    'GET /api/pools/web': { body: pool },
    'PUT /api/pools/web': { body: { dry_run: true, differences: [{ kind: 'changed', object: 'pool web', field: 'algorithm', before: 'least_conn', after: 'ip_hash' }] } },
    'POST /api/pools': { body: { dry_run: true, differences: [{ kind: 'added', object: 'pool api', field: null, before: null, after: '{name: api}' }] } },
  };
}

const open = (path: string, given: Answers = configured()) => openConsole(path, given);

prepareConsole();

describe('a form over an object', () => {
  it('keeps what it does not show, and leaves out what was emptied', () => {
    const draft = draftOf(poolShape, pool);
    const body = bodyOf(poolShape, { ...draft, slow_start: '', 'health_check.path': '/alive' }, pool);
    expect(body).toMatchObject({ breaker: { failure_percent: 50 }, health_check: { kind: 'http', path: '/alive', interval: '5s' } });
    expect(body).not.toHaveProperty('slow_start');
  });

  it('drops a part that was switched off, with all that is in it', () => {
    expect(bodyOf(poolShape, { ...draftOf(poolShape, pool), health_check: '' }, pool).health_check).toBeNull();
  });

  it('keeps what was typed on another version, and takes the rest from it', () => {
    const before = draftOf(poolShape, pool);
    const now = draftOf(poolShape, { ...pool, algorithm: 'ip_hash', slow_start: '10s' });
    const merged = rebase({ ...before, slow_start: '30s' }, before, now);
    expect([merged.algorithm, merged.slow_start]).toEqual(['ip_hash', '30s']);
  });

  it('takes a row from the middle without mixing up the others', () => {
    const draft = draftOf(newPoolShape, { backends: [{ address: 'a', region: 'x' }, { address: 'b' }, { address: 'c', region: 'z' }] });
    const body = bodyOf(newPoolShape, removeRow(draft, 'backends', 1), { backends: [{ address: 'a', region: 'x' }, { address: 'b' }, { address: 'c', region: 'z' }] });
    expect(body.backends).toEqual([{ address: 'a', region: 'x' }, { address: 'c', region: 'z' }]);
  });
});

describe('pools', () => {
  it.each(['/gateway/pools', '/gateway/pools?pool=web', '/gateway/pools?pool=web&edit=pool', '/gateway/pools?edit=new'])('%s has nothing that axe objects to', async (path) => {
    const { container } = await open(path);
    await waitFor(() => expect(container.querySelector('[aria-busy="true"]')).toBeNull(), { timeout: 10_000 });
    await screen.findByText('192.0.2.1:80', { selector: 'th' });
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  }, 30_000);

  it('say who judges a backend and why it is out', async () => {
    await open('/gateway/pools', {
      ...configured(),
      'GET /api/backends': { body: [{ id: 'web/192.0.2.1:80', address: '192.0.2.1:80', pool: 'web', tenant: 'platform', status: 'offline', health: 'unhealthy', health_authority: 'active', health_gateway: 'edge-1', health_since: new Date(Date.now() - 180_000).toISOString(), last_error: 'connection refused', weight: 1 }] },
    });
    const row = (await screen.findByText('192.0.2.1:80', { selector: 'th' })).closest('tr');
    expect(row).toHaveTextContent('fora');
    expect(row).toHaveTextContent('connection refused');
    expect(row).toHaveTextContent(/há [23] min.* pela checagem/);
    expect(screen.getByText(/0 de 1 em uso/)).toBeVisible();
  });

  it('of a file are only shown, and name it', async () => {
    await open('/gateway/pools?pool=filed');
    expect(await screen.findByText(/Vem do arquivo \/etc\/farol\/farol.yaml/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Editar' })).toBeNull();
  });

  it('are not offered to be changed to whom may not', async () => {
    await open('/gateway/pools?pool=web', { ...configured(), 'GET /api/profile': { body: { email: 'x@example.com', role: 'viewer' } } });
    await screen.findByText('Em vigor desde');
    expect(screen.queryByRole('button', { name: /Editar|Novo|Excluir/ })).toBeNull();
    expect(screen.getByText(/Só operadores mudam/)).toBeVisible();
  });

  it('show what would change before it does, against the version that was read', async () => {
    const answers = configured();
    const { sent } = await open('/gateway/pools?pool=web&edit=pool', answers);
    await userEvent.selectOptions(await screen.findByLabelText('Algoritmo'), 'ip_hash');
    await userEvent.click(screen.getByRole('button', { name: 'Ver o que mudaria' }));
    const lines = await screen.findByRole('list', { name: 'O que muda' });
    expect(within(lines).getByText('ip_hash')).toBeVisible();
    const [dry] = sent('PUT', '/api/pools/web');
    expect(dry?.url).toContain('dry_run=true');
    expect(dry?.headers['If-Match']).toBe('"v1"');
    expect(dry?.body).toMatchObject({ algorithm: 'ip_hash', breaker: { failure_percent: 50 } });
    expect(dry?.body).not.toHaveProperty('backends');
    await userEvent.type(screen.getByLabelText('Motivo'), 'because');
    answers['PUT /api/pools/web'] = { body: pool };
    await userEvent.click(screen.getByRole('button', { name: 'Salvar' }));
    await waitFor(() => expect(window.location.search).not.toContain('edit'));
    expect(sent('PUT', '/api/pools/web').at(-1)?.url).toBe('/api/pools/web?reason=because');
  });

  it('keep what was typed when somebody else was faster', async () => {
    const answers = configured();
    const { sent } = await open('/gateway/pools?pool=web&edit=pool', answers);
    await userEvent.selectOptions(await screen.findByLabelText('Algoritmo'), 'ip_hash');
    answers['PUT /api/pools/web'] = { status: 412, body: { detail: 'The pool was changed meanwhile.' } };
    await userEvent.click(screen.getByRole('button', { name: 'Salvar' }));
    expect(await screen.findByText('Outra pessoa mudou isto enquanto você editava')).toBeVisible();
    answers['GET /api/pools/web'] = { body: { ...pool, health_check: { kind: 'http', path: '/theirs', interval: '5s' } } };
    await userEvent.click(screen.getByRole('button', { name: 'Ler de novo' }));
    expect(await screen.findByText(/A outra pessoa mudou: health_check.path/)).toBeVisible();
    expect(screen.getByLabelText('Algoritmo')).toHaveValue('ip_hash');
    expect(screen.getByLabelText('Caminho')).toHaveValue('/theirs');
    answers['PUT /api/pools/web'] = { body: pool };
    await userEvent.click(screen.getByRole('button', { name: 'Salvar' }));
    await waitFor(() => expect(sent('PUT', '/api/pools/web').at(-1)?.body).toMatchObject({ algorithm: 'ip_hash', health_check: { path: '/theirs' } }));
  });

  it('are made of a name and addresses, and errors stand at their fields', async () => {
    const answers = configured();
    const { sent } = await open('/gateway/pools?edit=new', answers);
    await userEvent.type(await screen.findByLabelText('Nome'), 'api');
    await userEvent.type(screen.getByLabelText('Endereço'), '192.0.2.7:80');
    await userEvent.click(screen.getByRole('button', { name: 'Mais um backend' }));
    const [, second] = screen.getAllByLabelText('Endereço');
    await userEvent.type(second ?? document.body, 'nonsense');
    answers['POST /api/pools'] = { status: 422, body: { detail: 'backends[1].address', errors: { 'backends[1].address': ['expected host:port'] } } };
    await userEvent.click(screen.getByRole('button', { name: 'Salvar' }));
    await waitFor(() => expect(screen.getAllByLabelText('Endereço')[1]).toHaveAccessibleDescription('expected host:port'));
    expect(sent('POST', '/api/pools').at(-1)?.body).toEqual({
      name: 'api', algorithm: 'round_robin', health_check: { kind: 'tcp' }, sticky_sessions: null, tls: null,
      backends: [{ address: '192.0.2.7:80', weight: 1 }, { address: 'nonsense' }],
    });
  });
});

describe('two texts side by side', () => {
  it('put a line beside the one that took its place, and fold what is the same', () => {
    const before = Array.from({ length: 20 }, (_, line) => `line ${line}`);
    const after = before.map((line) => (line === 'line 10' ? 'line ten' : line));
    const rows = compare(before.join('\n'), [...after, 'one more'].join('\n'));
    expect(rows.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'changed', before: 'line 10', after: 'line ten', beforeLine: 11, afterLine: 11 },
      { kind: 'added', before: null, after: 'one more', beforeLine: null, afterLine: 21 },
    ]);
    expect(fold(rows).map((part) => ('folded' in part ? -part.folded.length : part.shown.length))).toEqual([-7, 7, -3, 4]);
  });

  it('lose no line of either', () => {
    const [before, after] = [['a', 'b', 'c', 'd', 'b'], ['b', 'x', 'd', 'b', 'y', 'a']];
    const rows = compare(before.join('\n'), after.join('\n'));
    expect(rows.flatMap((row) => (row.before === null ? [] : [row.before]))).toEqual(before);
    expect(rows.flatMap((row) => (row.after === null ? [] : [row.after]))).toEqual(after);
    expect(rows.filter(({ kind }) => kind === 'same').every((row) => row.before === row.after)).toBe(true);
  });

  it('compare with nothing', () => {
    expect(compare('', 'a\nb\n').map(({ kind }) => kind)).toEqual(['added', 'added']);
    expect(compare('', '')).toEqual([]);
  });
});

describe('routes', () => {
  it('are made with a pool, and lead to it', async () => {
    const answers = configured();
    answers['POST /api/routes'] = { body: { name: 'shop.example.com/' } };
    const { sent } = await open('/gateway/routes?edit=new&pool=web', answers);
    await userEvent.type(await screen.findByLabelText('Host'), 'shop.example.com');
    expect(screen.getByLabelText('Pool')).toHaveValue('web');
    await userEvent.click(screen.getByRole('button', { name: 'Salvar' }));
    await waitFor(() => expect(window.location.search).toContain('route=shop.example.com'));
    expect(sent('POST', '/api/routes').at(-1)?.body).toEqual({ host: 'shop.example.com', path_prefix: '/', pool: 'web', strip_prefix: false, headers: [] });
  });

  it('leads to the proof of a host that nobody has proven, in the language of the page', async () => {
    const codes = { host: 'host_not_proven' };
    const errors = { host: ["www.acme.example is not proven to be acme's: claim it, or the domain above it, with POST /api/hosts, and publish the DNS record that the answer names"] };
    await open('/gateway/routes?edit=new&pool=web', { ...configured(), 'POST /api/routes': { status: 422, body: { detail: 'wrong', errors, codes } } });
    await userEvent.type(await screen.findByLabelText('Host'), 'www.acme.example');
    await userEvent.click(screen.getByRole('button', { name: /Criar|Salvar/ }));
    await waitFor(() => expect(screen.getByLabelText('Host')).toHaveAccessibleDescription(/^não há prova de que www\.acme\.example seja de acme: peça-o/));
    expect(screen.getByRole('link', { name: /prov/i })).toHaveAttribute('href', expect.stringContaining('/hosts?edit=new'));
  });

  it('ask for a secret header again at its own field, where they lead to another pool', async () => {
    const stored = { name: 'web', host: 'www.example.com', path_prefix: '/', pool: 'web', methods: [], headers: [], managed_by: 'api', request_headers: { set: [{ name: 'X-Api-Key', value: '***' }], add: [], remove: ['X-Debug'] } };
    const errors = { 'request_headers.set[0].value': ['is needed with another pool than the stored one: type it, the stored one goes nowhere else'] };
    const { sent } = await open('/gateway/routes?route=web&edit=route', { ...configured(), 'GET /api/routes/web': { body: stored }, 'PUT /api/routes/web': { status: 422, body: { detail: 'wrong', errors } } });
    const value = await screen.findByLabelText('Valor');
    expect(value).toHaveAccessibleDescription('Vale o que está guardado, enquanto a rota levar ao mesmo pool.');
    await userEvent.click(screen.getByRole('button', { name: 'Salvar' }));
    await waitFor(() => expect(value).toHaveAccessibleDescription(/^com outro pool é preciso digitá-lo de novo/));
    expect(sent('PUT', '/api/routes/web').at(-1)?.body).toMatchObject({ request_headers: { set: [{ name: 'X-Api-Key', value: '***' }], add: [], remove: ['X-Debug'] } });
    await userEvent.clear(value);
    await userEvent.type(value, 'novo');
    await userEvent.click(screen.getByRole('button', { name: 'Salvar' }));
    await waitFor(() => expect(sent('PUT', '/api/routes/web').at(-1)?.body).toMatchObject({ request_headers: { set: [{ name: 'X-Api-Key', value: 'novo' }], remove: ['X-Debug'] } }));
  });

  it('lead elsewhere instead of to a pool', async () => {
    const { sent } = await open('/gateway/routes?edit=new&pool=web', { ...configured(), 'POST /api/routes': { body: { differences: [] } } });
    await userEvent.type(await screen.findByLabelText('Host'), 'old.example.com');
    await userEvent.selectOptions(screen.getByLabelText('Leva a'), 'redirect');
    await userEvent.type(screen.getByLabelText('Endereço', { selector: '[placeholder^="https"]' }), 'https://new.example.com');
    await userEvent.click(screen.getByRole('button', { name: 'Ver o que mudaria' }));
    expect(await screen.findByText('Nada mudaria.')).toBeVisible();
    expect(sent('POST', '/api/routes').at(-1)?.body).toMatchObject({ redirect: { to: 'https://new.example.com' } });
    expect(sent('POST', '/api/routes').at(-1)?.body).not.toHaveProperty('pool');
  });
});

describe('revisions', () => {
  const listed = [
    { number: 7, created_at: '2026-01-02T12:00:00Z', actor: 'ana@example.com', source: 'api', action: 'pool.change', target: 'web', reason: 'fewer in flight', current: true, changes: 1 },
    { number: 4, created_at: '2026-01-01T12:00:00Z', actor: 'rui@example.com', source: 'api', action: 'pool.create', target: 'web', reason: null, current: false, changes: 1 },
  ];
  const answers = () => ({
    ...configured(),
    'GET /api/config/revisions': { body: { items: listed, total_count: 2 } },
    'GET /api/config/revisions/7/document': { body: { number: 7, text: 'pools:\n- name: web\n  algorithm: least_conn\n' } },
    'GET /api/config/revisions/4/document': { body: { number: 4, text: 'pools:\n- name: web\n' } },
    'POST /api/config/revisions/4/rollback': { body: { dry_run: true, differences: [{ kind: 'changed', object: 'pool web', field: 'algorithm', before: 'least_conn', after: 'round_robin' }] } },
  });

  it('say who changed what and why, and which is in force', async () => {
    await open('/gateway/revisions', answers());
    const row = (await screen.findByText('ana@example.com')).closest('tr');
    expect(row).toHaveTextContent('fewer in flight');
    expect(row).toHaveTextContent('atual');
  });

  it('stand beside the one before, with the sign and the word of each change', async () => {
    const { container } = await open('/gateway/revisions?revision=7', answers());
    const line = (await screen.findByText(/algorithm: least_conn/)).closest('tr');
    expect(line).toHaveTextContent('+ novo');
    expect(screen.getByLabelText('Comparar com')).toHaveValue('4');
    expect(screen.queryByRole('button', { name: /Voltar à/ })).toBeNull();
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('are gone back to after showing what would change', async () => {
    const { sent } = await open('/gateway/revisions?revision=4', answers());
    await userEvent.click(await screen.findByRole('button', { name: 'Voltar à 4' }));
    expect(await screen.findByText('round_robin')).toBeVisible();
    await userEvent.type(screen.getByLabelText('Motivo'), 'too slow');
    await userEvent.click(screen.getByRole('button', { name: 'Voltar' }));
    await waitFor(() => expect(sent('POST', '/api/config/revisions/4/rollback').at(-1)?.url).toContain('reason=too+slow'));
    expect(sent('POST', '/api/config/revisions/4/rollback')[0]?.url).toContain('dry_run=true');
  });
});

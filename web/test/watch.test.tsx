// @vitest-environment jsdom
import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import { mergeAlerts } from '~/features/alerts/alerts';
import { difference } from '~/features/audit/difference';
import { daysLeft, isShort } from '~/features/certificates/daysLeft';
import { matches } from '~/features/security/eventFilter';
import { applyChannelFrame, emptyChannels } from '~/live/channels/channelState';
import { mergeEvents } from '~/live/channels/mergeEvents';
import { parseFrame } from '~/live/frames';
import { speak } from '~/i18n';
import { openConsole, prepareConsole } from './openConsole';
import { calm, type Answers } from './program';
import { watched } from './watched';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 20_000 });

const answers: Answers = { ...calm, ...watched };
const operator: Answers = { ...answers, 'GET /api/profile': { body: { email: 'ana@example.com', role: 'operator' } } };
const platform: Answers = { ...answers, 'GET /api/profile': { body: { email: 'admin@farol.local', role: 'platform' } } };

const open = (path: string, given: Answers = answers) => openConsole(path, given);

/** The bodies that were sent to one endpoint. */
function sent(fetched: ReturnType<typeof vi.fn>, method: string, path: string): unknown[] {
  const calls = fetched.mock.calls as [string, RequestInit | undefined][];
  return calls.filter(([url, init]) => init?.method === method && url.startsWith(path)).map(([, init]) => (typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : null));
}

/** jsdom's files cannot be read as text. */
function fileOf(text: string): File {
  return Object.assign(new File([text], 'key.pem'), { slice: () => ({ text: () => Promise.resolve(text) }) });
}

prepareConsole();

describe('every page of those who watch', () => {
  it.each(['/gateway/certificates', '/gateway/certificates?certificate=c2', '/gateway/security', '/gateway/security?event=e2', '/system', '/system/alerts?alert=a2', '/system/audit?entry=9'])(
    '%s has nothing that axe objects to, in either language',
    async (path) => {
      const { container } = await open(path, platform);
      await waitFor(() => expect(container.querySelector('[aria-busy="true"]')).toBeNull(), { timeout: 10_000 });
      for (const language of ['pt-BR', 'en'] as const) {
        await speak(language);
        const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
      }
    },
    30_000,
  );
});

describe('certificates', () => {
  it('say how many days are left, and what an order failed of', async () => {
    await open('/gateway/certificates?certificate=c2', platform);
    const table = await screen.findByRole('group', { name: 'Certificados' });
    expect(await within(table).findByText(/^válido, faltam \d/)).toBeVisible();
    expect(within(table).getByText('pedido falhou')).toBeVisible();
    expect(screen.getByText('2 pedidos seguidos falharam')).toBeVisible();
    expect(screen.getByText('DNS problem: NXDOMAIN looking up A for www.example.net')).toBeVisible();
    expect(screen.getByText('sem contato')).toBeVisible();
  });

  it('take a chain and a key, and show the server’s word at the field', async () => {
    const refusing = { ...operator, 'POST /api/certificates': { status: 422, body: { detail: 'private_key: does not belong to the certificate', errors: { private_key: ['does not belong to the certificate'] } } } };
    const { fetched } = await open('/gateway/certificates', refusing);
    await userEvent.click(await screen.findByRole('button', { name: 'Enviar' }));
    await userEvent.type(screen.getByLabelText('Cadeia (PEM)'), 'chain');
    await userEvent.upload(screen.getByLabelText('Arquivo com a chave privada'), fileOf('the key'));
    const key = screen.getByLabelText('Chave privada (PEM)');
    await waitFor(() => expect(key).toHaveValue('the key'));
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Enviar' }));
    expect(await screen.findByText('does not belong to the certificate')).toBeVisible();
    expect(key).toHaveAttribute('aria-invalid', 'true');
    expect(sent(fetched, 'POST', '/api/certificates')).toEqual([{ certificate: 'chain', private_key: 'the key' }]);
  });

  it('are ordered, renewed and deleted where one may', async () => {
    const { fetched } = await open('/gateway/certificates?certificate=c2', operator);
    await userEvent.click(await screen.findByRole('button', { name: 'Renovar já' }));
    await userEvent.click(screen.getByRole('button', { name: 'Pedir por ACME' }));
    await userEvent.type(within(screen.getByRole('dialog')).getByLabelText('Hosts'), 'a.example.com b.example.com');
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Pedir por ACME' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await userEvent.click(screen.getByText('www.example.net', { selector: 'button' }));
    await userEvent.click(screen.getByRole('button', { name: 'Excluir' }));
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Excluir' }));
    await waitFor(() => expect(sent(fetched, 'DELETE', '/api/certificates/c2?tenant=shop')).toHaveLength(1));
    expect(sent(fetched, 'POST', '/api/certificates/c2/renew')).toHaveLength(1);
    expect(sent(fetched, 'POST', '/api/certificates').at(-1)).toEqual({ acme: true, challenge: 'http-01', hosts: ['a.example.com', 'b.example.com'] });
  });

  it('are only read by viewers', async () => {
    await open('/gateway/certificates');
    expect(await screen.findByText('Só operadores mudam certificados.')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Enviar' })).toBeNull();
  });

  it('count whole days, and warn earlier about what a person must renew', () => {
    expect(daysLeft('2026-01-31T00:00:00Z', Date.parse('2026-01-01T12:00:00Z') / 1000)).toBe(29);
    expect(daysLeft('2025-01-31T00:00:00Z', Date.parse('2026-01-01T12:00:00Z') / 1000)).toBe(0);
    expect(daysLeft(null, 0)).toBeNull();
    expect([isShort(20, 'upload'), isShort(20, 'acme'), isShort(13, 'acme')]).toEqual([true, false, true]);
  });
});

describe('security events', () => {
  const event = { id: 'a', type: 'attack', severity: 'high', source: '203.0.113.9', target: null, rule: 'r', description: 'd', timestamp: '2026-01-01T12:00:00Z', last_seen: null, country: null, blocked: true, risk_score: 1, count: 1, tenant: 'shop' };

  it('of history and channel are one list without a seam', () => {
    const later = { ...event, id: 'b', timestamp: '2026-01-01T12:00:05Z' };
    expect(mergeEvents([event], [later]).map(({ id }) => id)).toEqual(['b', 'a']);
    expect(mergeEvents([later, { ...event, count: 9 }], [event]).map(({ id, count }) => [id, count])).toEqual([['b', 1], ['a', 9]]);
    expect(mergeEvents([later, event], [{ ...event, count: 9 }]).map(({ id, count }) => [id, count])).toEqual([['b', 1], ['a', 9]]);
  });

  it('stand at once when the channel opens: its snapshot has the last ones', () => {
    const frame = parseFrame(JSON.stringify({ type: 'security_snapshot', channel: 'security', epoch: 'e', seq: 1, data: { events: [event] } }));
    if (frame === null) throw new Error('no frame');
    expect(applyChannelFrame(emptyChannels, frame).events.map(({ id }) => id)).toEqual(['a']);
  });

  it('that came live are filtered as those that were asked for', () => {
    const now = Date.parse('2026-01-01T12:30:00Z') / 1000;
    const cases = [{}, { severity: 'high' }, { severity: 'low' }, { type: 'blocked' }, { source: '203.0.113.9' }, { tenant: 'other' }, { rule: 'r', period: 'hour' as const }];
    expect(cases.map((filter) => matches(event, filter, now))).toEqual([true, true, false, false, true, false, true]);
    expect(matches(event, { period: 'hour' }, now + 3_600)).toBe(false);
  });

  it('are asked for as the address says, and a filter goes into the address', async () => {
    const { fetched } = await open('/gateway/security?severity=high&source=203.0.113.9&page=2', platform);
    await screen.findByText('A login failed');
    const asked = fetched.mock.calls.map(([url]) => String(url)).filter((url) => url.startsWith('/api/security/events'));
    expect(asked.at(-1)).toBe('/api/security/events?severity=high&source=203.0.113.9&page=2&page_size=50');
    await userEvent.selectOptions(screen.getByLabelText('Tipo'), 'attack');
    await waitFor(() => expect(Object.fromEntries(new URLSearchParams(window.location.search))).toEqual({ severity: 'high', source: '203.0.113.9', type: 'attack' }));
    await userEvent.click(screen.getByRole('button', { name: 'Limpar filtros' }));
    await waitFor(() => expect(window.location.search).toBe(''));
  });

  it('lead to a block of their address', async () => {
    const { fetched } = await open('/gateway/security?event=e2', operator);
    await userEvent.click(await screen.findByRole('button', { name: 'Bloquear 203.0.113.9' }));
    const dialog = within(screen.getByRole('dialog'));
    expect(dialog.getByLabelText('Endereço ou rede')).toHaveValue('203.0.113.9');
    await userEvent.selectOptions(dialog.getByLabelText('Duração'), 'week');
    await userEvent.click(dialog.getByRole('button', { name: 'Acrescentar' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent(fetched, 'POST', '/api/security/blocks')).toEqual([{ network: '203.0.113.9', action: 'block', reason: 'gateway.violation: A request that breaks HTTP', expires_in: '168h' }]);
  });
});

describe('blocks', () => {
  it('count down, and are changed and removed in their tenant', async () => {
    const { fetched } = await open('/gateway/security', platform);
    const row = (await screen.findByText('203.0.113.0/24')).closest('tr');
    expect(row).toHaveTextContent(/faltam \d/);
    await userEvent.click(await screen.findByRole('button', { name: 'Mudar 203.0.113.0/24' }));
    const dialog = within(screen.getByRole('dialog'));
    const network = dialog.getByLabelText('Endereço ou rede');
    await userEvent.clear(network);
    await userEvent.type(network, '203.0.113.0/25');
    await userEvent.click(dialog.getByRole('button', { name: 'Salvar' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent(fetched, 'PUT', '/api/security/blocks/b1?tenant=platform')).toEqual([{ network: '203.0.113.0/25', action: 'block', reason: 'scans', expires_at: '2090-01-01T00:00:00Z' }]);
    await userEvent.click(screen.getByRole('button', { name: 'Retirar 198.51.100.7' }));
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Retirar' }));
    await waitFor(() => expect(sent(fetched, 'DELETE', '/api/security/blocks/b2?tenant=shop')).toHaveLength(1));
  });

  it('of one’s own address are refused with the reason, and made all the same where one insists', async () => {
    const refusing = { ...operator, 'POST /api/security/blocks': { status: 422, body: { detail: 'network: holds your own address', errors: { network: ['holds your own address'] } } } };
    const { fetched } = await open('/gateway/security', refusing);
    await userEvent.click(await screen.findByRole('button', { name: 'Bloquear ou liberar endereço' }));
    const dialog = within(screen.getByRole('dialog'));
    await userEvent.type(dialog.getByLabelText('Endereço ou rede'), '192.0.2.1');
    await userEvent.click(dialog.getByRole('button', { name: 'Acrescentar' }));
    expect(await dialog.findByText('holds your own address')).toBeVisible();
    await userEvent.click(dialog.getByLabelText('Bloquear mesmo assim'));
    await userEvent.click(dialog.getByRole('button', { name: 'Acrescentar' }));
    await waitFor(() => expect(sent(fetched, 'POST', '/api/security/blocks').at(-1)).toEqual({ network: '192.0.2.1', action: 'block', expires_in: '24h', force: true }));
  });

  it('are for operators alone', async () => {
    await open('/gateway/security');
    expect(await screen.findByText('Só operadores bloqueiam.')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Bloquear ou liberar endereço' })).toBeNull();
  });
});

describe('alerts', () => {
  it('are acknowledged with a word, and are no link where they lead nowhere', async () => {
    const { fetched } = await open('/system/alerts?alert=a1', operator);
    expect(await screen.findByText('f00d')).toBeVisible();
    expect(screen.queryByRole('link', { name: 'abrir no Prometheus' })).toBeNull();
    await userEvent.click(await screen.findByRole('button', { name: 'Assumir' }));
    await userEvent.type(screen.getByLabelText('Comentário'), 'estou vendo');
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Assumir' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent(fetched, 'POST', '/api/alerts/a1/ack?tenant=platform')).toEqual([{ comment: 'estou vendo' }]);
  });

  it('cannot be silenced without an Alertmanager, and the server says how', async () => {
    const { fetched } = await open('/system/alerts?alert=a1', operator);
    await userEvent.click(await screen.findByRole('button', { name: 'Silenciar' }));
    await userEvent.selectOptions(screen.getByLabelText('Por quanto tempo'), '8h');
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Silenciar' }));
    expect(await screen.findByText('é guardado pelo Alertmanager: defina FAROL_ALERTMANAGER_URL')).toBeVisible();
    expect(sent(fetched, 'POST', '/api/alerts/a1/silence')).toEqual([{ duration: '8h' }]);
  });

  it('say who looks after them, until when they are quiet, and where they come from', async () => {
    await open('/system/alerts?alert=a2', answers);
    expect(await screen.findByRole('link', { name: 'abrir no Prometheus' })).toHaveAttribute('href', 'https://prometheus.example.com/graph');
    expect(screen.getByRole('link', { name: /2026/ })).toHaveAttribute('href', 'https://alertmanager.example.com/#/silences/1');
    expect(screen.getByText('Só operadores assumem e silenciam alertas.')).toBeVisible();
  });

  it('that come live join those that were read, and leave what is filtered away', () => {
    const row = { id: 'a', status: 'firing', starts_at: '2026-01-01T12:00:00Z', received: 1, acknowledged: false, acknowledged_at: null, silenced_until: null } as unknown as Parameters<typeof mergeAlerts>[0][number];
    const later = { ...row, id: 'b', starts_at: '2026-01-01T12:01:00Z' };
    const taken = { ...row, acknowledged: true, acknowledged_at: '2026-01-01T12:02:00Z' };
    expect(mergeAlerts([row], [later, taken], {}).map(({ id, acknowledged }) => [id, acknowledged])).toEqual([['b', false], ['a', true]]);
    expect(mergeAlerts([row], [{ ...row, status: 'resolved', received: 2 }], { status: 'firing' })).toEqual([]);
    expect(mergeAlerts([{ ...row, status: 'resolved', received: 2 }], [row], {}).map(({ status }) => status)).toEqual(['resolved']);
  });
});

describe('the audit', () => {
  it('shows what changed, field by field', async () => {
    await open('/system/audit?entry=9', platform);
    const detail = within(await screen.findByRole('region', { name: 'Registro 9' }));
    const row = detail.getByRole('rowheader', { name: 'algorithm' }).closest('tr');
    expect(row).toHaveTextContent('algorithmround_robinleast_conn');
    expect(detail.getByRole('rowheader', { name: 'backends[1].weight' })).toBeVisible();
    expect(detail.queryByRole('rowheader', { name: 'backends[0].weight' })).toBeNull();
  });

  it('tells differences of what appeared, went and stayed', () => {
    expect(difference({ a: 1, b: [1, 2], c: null }, { a: 1, b: [1], d: { e: 'x' } })).toEqual([
      { path: 'b[1]', before: '2', after: null },
      { path: 'c', before: 'null', after: null },
      { path: 'd.e', before: null, after: 'x' },
    ]);
    expect(difference(null, { name: 'n' })).toEqual([{ path: 'name', before: null, after: 'n' }]);
    expect(difference(undefined, undefined)).toEqual([]);
  });

  it('is asked for as the address says, everybody’s for the installation', async () => {
    const { fetched } = await open('/system/audit?actor=ana%40example.com&result=ok&page=2', platform);
    await screen.findByText('pool.change');
    const asked = fetched.mock.calls.map(([url]) => String(url)).filter((url) => url.startsWith('/api/audit?'));
    expect(asked.at(-1)).toBe('/api/audit?actor=ana%40example.com&result=ok&tenant=all&page=2&page_size=50');
    await userEvent.type(screen.getByLabelText('Ação'), 'pool.{Enter}');
    await waitFor(() => expect(window.location.search).toBe('?actor=ana%40example.com&result=ok&action=pool.'));
  });

  it('is verified by who may, and says where the chain is broken', async () => {
    await open('/system/audit', platform);
    await userEvent.click(await screen.findByRole('button', { name: 'Verificar' }));
    expect(await screen.findByText('quebrada no registro 7')).toBeVisible();
    expect(screen.getByText('its digest does not fit')).toBeVisible();
  });

  it('is for administrators', async () => {
    await open('/system/audit', { ...operator, 'GET /api/audit': { status: 403, body: { detail: 'needs the role admin' } } });
    expect(await screen.findByText('A auditoria é só para administradores.')).toBeVisible();
  });
});

describe('the system', () => {
  it('shows each gateway, how far behind it is, and what is not known as a dash', async () => {
    await open('/system', platform);
    const table = within(await screen.findByRole('group', { name: 'Gateways' }));
    expect(table.getByText('em dia')).toBeVisible();
    expect(table.getByText('norte').closest('tr')).toHaveTextContent('outra máquina■sem contato');
    expect(table.getByText('2 revisões atrás')).toBeVisible();
    expect(table.getByText('sul').closest('tr')?.querySelectorAll('abbr')).toHaveLength(7);
    expect(await screen.findByText('PostgreSQL')).toBeVisible();
    expect((await screen.findByText('the disk is slow')).closest('tr')).toHaveTextContent('store▲degradado');
    expect(screen.getByRole('rowheader', { name: 'gateway' }).closest('tr')).toHaveTextContent('saudável');
  });

  it('filters the log by the address', async () => {
    const { fetched } = await open('/system?level=WARNING', platform);
    expect(await screen.findByText('the disk is full')).toBeVisible();
    expect(fetched.mock.calls.some(([url]) => url === '/api/admin/logs?level=WARNING&page=1&page_size=100')).toBe(true);
    await userEvent.selectOptions(screen.getByLabelText('Nível mínimo'), 'ERROR');
    await waitFor(() => expect(window.location.search).toBe('?level=ERROR'));
  });

  it('keeps what is the installation’s from others', async () => {
    await open('/system', operator);
    expect(await screen.findByText('Gateways, armazenamento e registros são vistos só pelos administradores da instalação.')).toBeVisible();
    expect(screen.queryByRole('group', { name: 'Gateways' })).toBeNull();
  });
});

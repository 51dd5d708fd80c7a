// @vitest-environment jsdom
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import { Console, createConsole } from '~/app/Console';
import { openConsole, prepareConsole } from './openConsole';
import { calm, stubProgram, type Answers } from './program';

vi.mock('~/charts/TimeChart', () => ({ TimeChart: ({ series }: { readonly series: readonly { readonly label: string }[] }) => <p data-testid="chart">{series.map(({ label }) => label).join()}</p> })); // jsdom has no canvas; the browser tests draw it

const port = {
  success: true, timestamp: '2026-01-01T12:00:00Z', router: 'bng-1', simulated: false, name: 'Eth-Trunk1', status: 'up', status_reason: null, protocol: 'up', description: 'UPLINK',
  ip_addresses: ['192.0.2.1/30'], mac_address: null, mtu: 9_000, speed_bps: 10_000_000_000, last_up: '2026-01-01 10:00:00', last_down: null, counters_since: null,
  in_errors: 3, out_errors: 0, in_faults: { crc: 2, overrun: 1, jabber: 0 }, out_faults: {}, rx_power_dbm: -16.5, rx_power_low_dbm: -14.4, rx_power_high_dbm: 2.5,
  tx_power_dbm: -1.2, tx_power_low_dbm: -8.2, tx_power_high_dbm: 3.5, module: null, wavelength_nanometers: null, distance_meters: null,
};
const answers: Answers = { ...calm, 'GET /api/interface_detail': { body: port } };

const open = (path: string, given: Answers = answers) => openConsole(path, given);

prepareConsole();

describe('a simulated router', () => {
  it('is said where no reading has come yet', async () => {
    await open('/monitor/terminal', { ...answers, 'GET /api/routers': { body: { items: [{ id: 'simulated', name: 'NE8000', simulated: true, is_default: true, uplinks: [] }] } } });
    expect(await screen.findByRole('complementary', { name: 'SIMULADO' })).toBeVisible();
  });
});

describe('an incident', () => {
  it('stands above every page while it is open, with nothing that axe objects to', async () => {
    const since = '2026-01-01T12:00:00Z';
    const { container } = await open('/monitor/terminal', { ...answers, 'GET /api/events': { body: { items: [{ id: 'i1', kind: 'router_unreachable', severity: 'critical', title: 'unreachable', since, until: null, is_open: true, places: [] }] } } });
    expect(await screen.findByRole('alert')).toHaveTextContent('Roteador sem resposta');
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});

describe('a detail', () => {
  it.each(['/monitor/interfaces/Eth-Trunk1', '/monitor/system/slots/9', '/monitor/subscribers/domains/fibra'])('%s has nothing that axe objects to', async (path) => {
    const { container } = await open(path);
    await waitFor(() => expect(container.querySelector('[aria-busy="true"]')).toBeNull(), { timeout: 10_000 });
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  }, 30_000);

  it('lies beside its list, and leads back to it with its filter', async () => {
    await open('/monitor/interfaces/Eth-Trunk1?filter=trunk');
    const detail = await screen.findByRole('region', { name: 'Eth-Trunk1' });
    expect(screen.getByRole('searchbox')).toHaveValue('trunk');
    await userEvent.click(within(detail).getByRole('link', { name: 'Voltar à lista' }));
    await waitFor(() => expect(window.location.pathname).toBe('/monitor/interfaces'));
    expect(window.location.search).toContain('filter=trunk');
  });

  it('says what lies outside the limits and leaves out errors that never happened', async () => {
    await open('/monitor/interfaces/Eth-Trunk1');
    const optics = await screen.findByRole('region', { name: 'Óptica' });
    expect(optics).toHaveTextContent(/-16,50 dBm\W*fora dos limites/);
    expect(optics).toHaveTextContent('dentro dos limites');
    const errors = screen.getByRole('region', { name: 'Erros' });
    expect(errors).toHaveTextContent('crc');
    expect(errors).not.toHaveTextContent('jabber');
  });
});

describe('yesterday and last week', () => {
  const points = (value: number | null) => ({ body: { points: [0, 1, 2, 3].map((step) => ({ timestamp: new Date(Date.now() - (4 - step) * 300_000).toISOString(), value })) } });

  it('are not shown before they were measured', async () => {
    await open('/monitor?range=24h', { ...answers, 'GET /api/history': points(null) });
    await screen.findByText('12.345');
    expect(screen.queryByText(/ontem/)).toBeNull();
  });

  it('appear once they were', async () => {
    // Each window that is asked for was measured in.
    const fetched = stubProgram(answers);
    const before = fetched.getMockImplementation() as (input: string, init?: RequestInit) => Promise<Response>;
    const answer = (input: string, init?: RequestInit) => {
      const url = new URL(input, 'http://localhost');
      if (url.pathname !== '/api/history') return before(input, init);
      const to = Date.parse(url.searchParams.get('to') ?? '');
      const measured = Array.from({ length: 24 }, (_, hour) => ({ timestamp: new Date(to - (hour + 1) * 3_600_000).toISOString(), value: 100 + hour })).reverse();
      return Promise.resolve(new Response(JSON.stringify({ points: measured })));
    };
    vi.stubGlobal('fetch', vi.fn(answer));
    window.history.replaceState(null, '', '/monitor?range=24h');
    render(<Console {...createConsole()} />);
    await waitFor(() => expect(screen.getByTestId('chart')).toHaveTextContent('ontem,semana passada,agora'), { timeout: 10_000 });
  }, 20_000);
});

describe('the routers', () => {
  it('stand in one row each, with what is not known as a dash', async () => {
    await open('/routers');
    const fleet = await screen.findByRole('group', { name: 'Todos os roteadores' });
    const row = within(fleet).getByRole('row', { name: /BNG Centro/ });
    expect(row).toHaveTextContent('12.345');
    expect(row).toHaveTextContent('-12');
    expect(row).toHaveTextContent('slot 9');
    expect(row.querySelectorAll('abbr')).toHaveLength(2);
  });

  it('are deleted only after the question was answered', async () => {
    const { fetched } = await open('/routers', { ...answers, 'GET /api/profile': { body: { email: 'ana@example.com', role: 'admin' } }, 'DELETE /api/routers/bng-1': { body: null } });
    await userEvent.click(await screen.findByRole('button', { name: /^Excluir/ }));
    const deleted = () => fetched.mock.calls.some(([, init]) => (init as RequestInit | undefined)?.method === 'DELETE');
    expect(deleted()).toBe(false);
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Excluir mesmo' }));
    await waitFor(() => expect(deleted()).toBe(true));
  });
});

// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { openConsole, prepareConsole } from './openConsole';
import { calm, type Answers } from './program';

vi.mock('~/charts/TimeChart', () => ({ TimeChart: () => null })); // jsdom has no canvas; the browser tests draw it

const limits: Answers = {
  ...calm,
  'GET /api/profile': { body: { user_id: 'u1', email: 'ana@example.com', tenant_id: 'platform', role: 'platform', memberships: { platform: 'platform' } } },
  'GET /api/limits': { body: { bounds: {}, rate_limits: [], routes: [{ name: 'web', rate_limits: [], max_body_bytes: 0 }], tenant: 'platform', managed_by: 'api', plan: null, used: { routes: 1, backends: 2 } } },
};

async function open(path: string, answers: Answers = limits) {
  const { fetched } = await openConsole(path, answers);
  return { asked: () => fetched.mock.calls.map(([url]) => String(url)) };
}

prepareConsole();

describe('limits', () => {
  it('of the installation itself stand beside its own figures, not beside those of all tenants', async () => {
    const { asked } = await open('/gateway/limits');
    await waitFor(() => expect(asked()).toContain('/api/metrics/realtime?tenant=platform'), { timeout: 10_000 });
    expect(asked()).not.toContain('/api/metrics/realtime');
  });

  it('of a route are shown where nobody knows who manages it, and no bound is not a bound of nothing', async () => {
    await open('/gateway/limits?route=web', { ...limits, 'GET /api/routes': { status: 503, body: { detail: 'the store is away' } } });
    const detail = await screen.findByRole('region', { name: /web/ }, { timeout: 10_000 });
    await waitFor(() => expect(detail).toHaveTextContent('the store is away'), { timeout: 10_000 });
    expect(detail).toHaveTextContent('sem limite');
    expect(detail).not.toHaveTextContent('0 B');
  });

  it('of a route that is beyond the list say so', async () => {
    await open('/gateway/limits?route=web', { ...limits, 'GET /api/routes': { body: { items: [], total_count: 700 } } });
    expect(await screen.findByText(/Há rotas demais/, {}, { timeout: 10_000 })).toBeVisible();
  });
});

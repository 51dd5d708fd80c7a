// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { MAX_KEPT } from '~/features/requests/sample';
import { openConsole, prepareConsole } from './openConsole';
import { calm } from './program';

vi.mock('~/charts/TimeChart', () => ({ TimeChart: () => null })); // jsdom has no canvas; the browser tests draw it

const at = '2026-01-01T12:00:00Z';
const sample = (from: number, count: number) => ({
  body: {
    items: Array.from({ length: count }, (_, index) => ({ seq: from + index, timestamp: at, method: 'GET', scheme: 'http', host: 'www.example.com', path: `/${from + index}`, status: 200 })),
    next: from + count - 1, since: at, sampled_of: from + count - 1, dropped: 0, missed: 0, per_second: 50, gateways: ['local'], unable: [],
  },
});
const fresh = (): Record<string, { status?: number; body: unknown }> => ({
  ...calm,
  'GET /api/profile': { body: { user_id: 'u1', email: 'ana@example.com', tenant_id: 'platform', role: 'platform', memberships: { platform: 'platform' } } },
  'GET /api/requests/sample': sample(1, 2),
});


prepareConsole();

describe('the requests page', () => {
  it('keeps a request open that the sample holds no more, and opens one from a list that stands still', async () => {
    const user = userEvent.setup();
    let next = 1;
    let count = 2;
    const busy = {
      ...fresh(),
      get 'GET /api/requests/sample'() {
        next += count;
        return sample(next - count, count);
      },
    };
    await openConsole('/gateway/requests', busy);
    const row = await screen.findByRole('button', { name: /www\.example\.com\/1 / });
    await user.hover(row);
    count = MAX_KEPT;
    await screen.findByText(/^500 novas/, {}, { timeout: 5_000 });
    await user.click(row);
    const detail = await screen.findByRole('region', { name: 'Requisição' }, { timeout: 10_000 });
    expect(detail).toHaveTextContent('www.example.com/1');
    await user.unhover(row);
    await waitFor(() => expect(row).not.toBeInTheDocument());
    expect(detail).toHaveTextContent('www.example.com/1');
  }, 30_000);

  it('says at the field that a host is none', async () => {
    await openConsole('/gateway/requests?host=a%20b', { ...fresh(), 'GET /api/requests/sample': { status: 422, body: { detail: 'wrong', errors: { host: ['is no name'] } } } });
    await waitFor(() => expect(screen.getByLabelText('Host')).toHaveAccessibleDescription(/escreva só o nome/), { timeout: 10_000 });
    expect(screen.queryByText('wrong')).toBeNull();
  });
});

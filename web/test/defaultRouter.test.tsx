// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { routerKey, routersQuery } from '~/api/queries';
import { LiveProvider, useLive } from '~/live/LiveProvider';
import { useFamily } from '~/live/useFamily';
import { calm, stubProgram, type Answers } from './program';

vi.mock('@tanstack/react-router', () => ({ useSearch: () => ({}) })); // an address that names no router

class PretendSocket {
  static readonly OPEN = 1;
  static made: PretendSocket[] = [];
  readyState = 1;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly sent: unknown[] = [];

  constructor() {
    PretendSocket.made.push(this);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.readyState = 3;
  }
}

const routers = (id: string) => ({ body: { items: [{ id, name: id, is_default: true }, { id: 'other', name: 'other', is_default: false }] } });
const total = (router: string, online: number) => ({ body: { ...(calm['GET /api/online_total']?.body as object), router, data: { total: online } } });
let answers: Record<string, Answers[string]>;
let queries: QueryClient;
let fetched: ReturnType<typeof stubProgram>;

/** The newest socket, opened, with what the router says over it. */
async function link(nth: number, router: string, online: number): Promise<PretendSocket> {
  await waitFor(() => expect(PretendSocket.made).toHaveLength(nth));
  const socket = PretendSocket.made[nth - 1];
  if (socket === undefined) throw new Error('no socket was opened');
  act(() => {
    socket.onopen?.();
    socket.onmessage?.({ data: JSON.stringify({ type: 'router_data', channel: 'monitor', epoch: router, seq: 1, data: { type: 'online_total', router, taken_at: '2026-01-01T12:00:05Z', data: { total: online } } }) });
  });
  return socket;
}

function Page() {
  const { reading } = useFamily('online_total');
  const samples = useLive((snapshot) => snapshot.online);
  return (
    <>
      <input aria-label="note" />
      <p>now {reading?.data.total}</p>
      <p>heard {samples.map(({ value }) => value).join()}</p>
    </>
  );
}

beforeEach(async () => {
  PretendSocket.made = [];
  answers = { ...calm, 'GET /api/routers': routers('simulated'), 'GET /api/online_total': total('simulated', 100) };
  fetched = stubProgram(answers);
  vi.stubGlobal('WebSocket', PretendSocket);
  queries = new QueryClient();
  render(
    <QueryClientProvider client={queries}>
      <LiveProvider router={undefined} enabled>
        <Page />
      </LiveProvider>
    </QueryClientProvider>,
  );
  const first = await link(1, 'simulated', 111);
  expect(first.sent).toEqual([{ type: 'subscribe', channel: 'monitor', router: 'simulated' }]);
  await screen.findByText(/^heard .*111/);
  await userEvent.type(screen.getByLabelText('note'), 'typed');
  answers['GET /api/routers'] = routers('bng-1');
  answers['GET /api/online_total'] = total('bng-1', 7_000);
});

afterEach(() => vi.unstubAllGlobals());

async function hasTurned(): Promise<void> {
  const second = await link(2, 'bng-1', 7_001);
  expect(second.sent).toEqual([{ type: 'subscribe', channel: 'monitor', router: 'bng-1' }]);
  expect(PretendSocket.made[0]?.readyState).toBe(3);
  await screen.findByText('now 7001');
  expect(screen.getByText(/^heard/)).toHaveTextContent(/^heard (7000,)?7001$/);
  expect(screen.getByLabelText('note')).toHaveValue('typed');
}

it('is followed by an open page that learns of another: its link and what was read begin anew, and it stays as it is', async () => {
  await act(() => queries.invalidateQueries(routersQuery));
  await hasTurned();
  expect(fetched.mock.calls.filter(([url]) => String(url).startsWith('/api/online_total'))).toHaveLength(2);
});

it('is asked for anew when an answer without a name is about another router, whose figures do not mix with the held ones', async () => {
  await act(() => queries.refetchQueries({ queryKey: routerKey(undefined, 'family') }));
  await hasTurned();
});

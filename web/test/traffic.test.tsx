// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useTraffic } from '~/features/gateway/useTraffic';
import { emptyChannels, type ChannelState } from '~/live/channels/channelState';
import { stubProgram, type Answers } from './program';

const { place } = vi.hoisted(() => ({ place: { tenant: undefined as string | undefined } }));
const everybodys = [{ timestamp: '2026-01-01T00:00:01Z', rps: 900, rt: 1 }];

vi.mock('~/features/gateway/usePlace', () => ({ usePlace: () => ({ place }) }));
vi.mock('~/live/channels/useChannels', () => ({ useChannels: (select: (channels: ChannelState) => unknown) => select({ ...emptyChannels, link: { kind: 'open', since: 0, resumed: false, refusal: null }, points: everybodys }) }));

function traffic(answers: Answers) {
  stubProgram(answers);
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrapper = ({ children }: { readonly children: ReactNode }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
  return renderHook(() => useTraffic(), { wrapper }).result;
}

afterEach(() => vi.unstubAllGlobals());

describe('the curve of the gateway', () => {
  it('of one tenant is empty until its figures come, and where they cannot be read', async () => {
    place.tenant = 'acme';
    const seen = traffic({ 'GET /api/metrics/realtime': { status: 503, body: { detail: 'away' } } });
    expect(seen.current.points).toEqual([]);
    await waitFor(() => expect(seen.current.error).not.toBeNull());
    expect(seen.current.points).toEqual([]);
  });

  it('of all is what the channel brought', () => {
    place.tenant = undefined;
    expect(traffic({}).current.points).toEqual(everybodys);
  });
});

import type { ChannelState } from './channelState';

export const emptyChannels: ChannelState = { link: { kind: 'connecting' }, traffic: null, points: [], backends: null, events: [], alerts: [] };

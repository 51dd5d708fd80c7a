import { Hub, type Page } from './hub';
import type { ToHub } from './messages';
import { surroundings } from './surroundings';

// The types of the worker's own world exclude those of pages, and this project is checked with the latter.
const scope = globalThis as unknown as { onconnect: (event: MessageEvent) => void };

const hub = new Hub(surroundings);

scope.onconnect = ({ ports: [port] }) => {
  if (port === undefined) return;
  const page: Page = { say: (message) => port.postMessage(message) };
  port.onmessage = ({ data }: MessageEvent<ToHub>) => hub.take(page, data);
};

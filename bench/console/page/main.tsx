import '~/design/tokens.css';
import '~/design/base.css';
import './page.css';
import { useEffect, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { prepareEdge } from '~/api/edge';
import { TimeChart } from '~/charts/TimeChart';
import type { Frame } from '~/live/frames';
import { ChannelStore } from '~/live/channels/channelStore';
import { HubLine } from '~/live/link/line';
import { nextFrame } from '~/live/nextFrame';
import { Measured, Seconds } from './measured';

// The console's own connection, worker, store and charts, fifty of them; only what is shown is the bench's.
const CHARTS = 50;
const WINDOW_SECONDS = 300;
const seconds = new Seconds();
const measured = new Measured();
const clock = new Intl.DateTimeFormat('pt-BR', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
let newest: { readonly at: number; readonly sentAt: number } | null = null;

const store = new ChannelStore(nextFrame, () => undefined);
new HubLine({
  hear: (message) => {
    if (message.kind === 'frame' && message.frame.type === 'metrics_update') take(message.frame);
  },
  openWorker: () => new SharedWorker(new URL('../../../web/src/live/link/hubWorker.ts', import.meta.url), { type: 'module', name: 'bench' }),
  openOwn: () => Promise.reject(new Error('the bench measures the shared worker')),
}).want({ home: 'control', router: undefined, channels: ['metrics'], person: null });

function take(frame: Frame): void {
  measured.count(frame);
  const sentAt = Date.parse(String(frame.body.timestamp));
  const at = Math.round(sentAt / 1000);
  if (newest !== null && at <= newest.at) return;
  seconds.add(at, frame.body.data);
  newest = { at, sentAt };
  store.accept(frame);
}

function Wall() {
  const traffic = useSyncExternalStore(store.subscribe, () => store.snapshot().traffic);
  // After the effects of the charts below, which draw; the next frame begins when this one was painted.
  useEffect(() => {
    const shown = newest;
    if (shown !== null) requestAnimationFrame(() => measured.see(Date.now() - shown.sentAt));
  }, [traffic]);
  const to = seconds.times.at(-1) ?? 0;
  const names = [...seconds.series.keys()];
  const times = [...seconds.times];
  if (names.length === 0) return null;
  return Array.from({ length: CHARTS }, (_, index) => {
    const name = names[index % names.length] ?? '';
    return (
      <figure key={index}>
        <TimeChart
          summary={name}
          times={times}
          series={[{ label: name, colour: `--series-${(index % 8) + 1}`, filled: true, values: [...(seconds.series.get(name) ?? [])] }]}
          range={{ from: to - WINDOW_SECONDS, to }}
          formatValue={String}
          formatTime={(value) => clock.format(value * 1000)}
        />
      </figure>
    );
  });
}

prepareEdge();
Object.assign(globalThis, { measured });
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<Wall />);

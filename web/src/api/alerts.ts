import * as z from 'zod/mini';
import { flag, number, text } from './fields';
import { shapeOf, type Schemas } from './shape';

const words = z.catch(z.record(z.string(), z.string()), {});

/** An alert that Alertmanager sent, as lists and the frames of the channel `status` have it. */
export const alertRow = shapeOf<Schemas['AlertBody']>()({
  id: z.string(),
  tenant: text,
  fingerprint: text,
  status: text,
  name: text,
  severity: text,
  labels: words,
  annotations: words,
  starts_at: text,
  ends_at: text,
  generator_url: text,
  receiver: text,
  first_seen: text,
  last_seen: text,
  received: number,
  occurrences: number,
  acknowledged: flag,
  acknowledged_by: text,
  acknowledged_at: text,
  comment: text,
  silenced_until: text,
  silence_url: text,
});
export type AlertRow = z.infer<typeof alertRow>;

import * as z from 'zod/mini';
import { flag, list, number, text, textOrNumber } from '~/api/fields';
import { shapeOf, type Answer, type Row } from '~/api/shape';

const place = z.object({ kind: text, name: text, before: number, lost: number });

const incidentBody = shapeOf<Row<Answer<'/api/events'>['items']>>()({
  id: textOrNumber,
  kind: text,
  severity: text,
  title: text,
  detail: text,
  since: text,
  until: text,
  is_open: flag,
  subscribers_before: number,
  subscribers_lost: number,
  places: list(place),
});

export type Place = z.infer<typeof place>;

/** Something that happened to the router or its subscribers; open until it has an end. */
export interface Alert {
  readonly id: string;
  readonly kind: string;
  readonly severity: string;
  readonly title: string;
  readonly detail: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly before: number | null;
  readonly lost: number | null;
  readonly places: readonly Place[];
}

export function readAlert(body: unknown): Alert | null {
  const parsed = incidentBody.safeParse(body);
  if (!parsed.success) return null;
  const { id, kind, severity, title, detail, since, until, subscribers_before, subscribers_lost, places } = parsed.data;
  if (id === null) return null;
  return {
    id: String(id),
    kind: kind ?? '',
    severity: severity ?? 'info',
    title: title ?? '',
    detail,
    startedAt: since,
    endedAt: until,
    before: subscribers_before,
    lost: subscribers_lost,
    places,
  };
}

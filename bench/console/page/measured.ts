import type { Frame } from '~/live/frames';

const MAX_SECONDS = 300;
const MAX_FIGURES = 50;

/** Every number that the frames of the channel bring, second by second: five minutes of each. */
export class Seconds {
  readonly times: number[] = [];
  readonly series = new Map<string, (number | null)[]>();

  add(at: number, data: unknown): void {
    const figures = new Map(numbersOf(data, ''));
    for (const name of figures.keys()) if (!this.series.has(name) && this.series.size < MAX_FIGURES) this.series.set(name, this.times.map(() => null));
    this.times.push(at);
    for (const [name, values] of this.series) values.push(figures.get(name) ?? null);
    if (this.times.length <= MAX_SECONDS) return;
    this.times.shift();
    for (const values of this.series.values()) values.shift();
  }
}

function* numbersOf(value: unknown, path: string): Generator<[string, number]> {
  if (typeof value === 'number') yield [path, value];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const [key, inner] of Object.entries(value)) yield* numbersOf(inner, path === '' ? key : `${path}.${key}`);
}

/** What the bench reads off the page. */
export class Measured {
  frames = 0;
  dropped = 0;
  again = 0;
  resumed = 0;
  /** Milliseconds from the server's time in the frame to the first moment after the frame that shows it was painted. */
  readonly latencies: number[] = [];
  private last: { readonly epoch: string | null; readonly seq: number } | null = null;

  count({ epoch, seq }: Frame): void {
    if (seq === null) return;
    this.frames += 1;
    if (this.last !== null) {
      if (epoch !== this.last.epoch) this.resumed += 1;
      else if (seq <= this.last.seq) this.again += 1;
      else this.dropped += seq - this.last.seq - 1;
    }
    this.last = { epoch, seq };
  }
}

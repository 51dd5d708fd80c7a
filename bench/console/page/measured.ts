import type { Frame } from '~/live/frames';

const MAX_SECONDS = 300;
const MAX_FIGURES = 50;
/** Of a frame a second for more than the hour; laid out at once, as all lists here, or the heap that is measured would grow by the bench itself. */
const MAX_LATENCIES = 8_000;

/** Every number that the frames of the channel bring, second by second: five minutes of each, those before the first frame as gaps. */
export class Seconds {
  readonly times: number[] = [];
  readonly series = new Map<string, (number | null)[]>();

  add(at: number, data: unknown): void {
    if (this.times.length === 0) for (let second = MAX_SECONDS; second > 0; second -= 1) this.times.push(at - second);
    const figures = new Map(numbersOf(data, ''));
    for (const name of figures.keys()) if (!this.series.has(name) && this.series.size < MAX_FIGURES) this.series.set(name, new Array<null>(MAX_SECONDS).fill(null));
    next(this.times, at);
    for (const [name, values] of this.series) next(values, figures.get(name) ?? null);
  }
}

/** The newest behind the others, in the room of the oldest. */
function next<Value>(values: Value[], value: Value): void {
  values.copyWithin(0, 1);
  values[values.length - 1] = value;
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
  /** How many pictures were seen since the last `forget`. */
  seen = 0;
  private last: { readonly epoch: string | null; readonly seq: number } | null = null;

  private readonly latencies = new Float64Array(MAX_LATENCIES);

  /** @param milliseconds From the server's time in the frame to the first moment after the frame that shows it was painted. */
  see(milliseconds: number): void {
    this.latencies[this.seen % MAX_LATENCIES] = milliseconds;
    this.seen += 1;
  }

  forget(): void {
    this.seen = 0;
  }

  milliseconds(): number[] {
    return [...this.latencies.subarray(0, Math.min(this.seen, MAX_LATENCIES))];
  }

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

import { useTranslation } from './useTranslation';

export interface Measure {
  readonly value: string;
  readonly unit: string;
}

export interface Formats {
  readonly integer: (value: number) => string;
  readonly signed: (value: number) => string;
  readonly decimal: (value: number, digits?: number) => string;
  readonly percent: (value: number) => string;
  readonly bitRate: (bitsPerSecond: number) => Measure;
  readonly bitRateText: (bitsPerSecond: number) => string;
  readonly bytes: (bytes: number) => string;
  readonly seconds: (seconds: number) => string;
  readonly ago: (seconds: number) => string;
  readonly time: (epochSeconds: number) => string;
  readonly dateTime: (epochSeconds: number) => string;
  /** The day alone, without its year. */
  readonly day: (epochSeconds: number) => string;
  /** The day alone, with its year. */
  readonly date: (epochSeconds: number) => string;
  /** Day with year, and time. */
  readonly fullDate: (epochSeconds: number) => string;
  /** The time of day with seconds. */
  readonly clock: (epochSeconds: number) => string;
}

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;
const RATE_UNITS = ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s', 'Tbit/s'] as const;
const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Every figure says its age at once, and a phone takes a tenth of a second to make the format that says it so. */
const secondsAgo: Readonly<Record<string, (seconds: number) => string>> = {
  'pt-BR': (seconds) => `há ${seconds} seg.`,
  en: (seconds) => `${seconds}s ago`,
};

const known = new Map<string, Formats>();

/** The formats of the language that is spoken, made once: every row of a table asks for them. */
export function useFormats(): Formats {
  return formatsOf(useTranslation().language);
}

function formatsOf(language: string): Formats {
  const made = known.get(language) ?? createFormats(language);
  known.set(language, made);
  return made;
}

export function createFormats(language: string): Formats {
  const number = (options: Intl.NumberFormatOptions) => once(() => new Intl.NumberFormat(language, options));
  const moment = (options: Intl.DateTimeFormatOptions) => once(() => new Intl.DateTimeFormat(language, options));
  const unit = (name: string) => number({ style: 'unit', unit: name, unitDisplay: 'narrow', maximumFractionDigits: 0 });
  const integer = number({ maximumFractionDigits: 0 });
  const signed = number({ maximumFractionDigits: 0, signDisplay: 'exceptZero' });
  const percent = number({ style: 'percent', maximumFractionDigits: 1 });
  const decimals = [0, 1, 2].map((digits) => number({ minimumFractionDigits: digits, maximumFractionDigits: digits }));
  const relative = once(() => new Intl.RelativeTimeFormat(language, { style: 'narrow', numeric: 'always' }));
  const time = moment({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const clock = moment({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  const dateTime = moment({ day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  const dayOnly = moment({ day: '2-digit', month: 'short' });
  const date = moment({ dateStyle: 'medium' });
  const fullDate = moment({ dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
  const [day, hour, minute, second] = [unit('day'), unit('hour'), unit('minute'), unit('second')];

  const decimal = (value: number, digits = 1) => (decimals[digits] ?? integer)().format(value);
  const bitRate = (value: number): Measure => scaled(value, RATE_UNITS, decimal);

  function seconds(value: number): string {
    const whole = Math.max(0, Math.floor(value));
    if (whole < MINUTE) return second().format(whole);
    if (whole < HOUR) return both(minute(), Math.floor(whole / MINUTE), second(), whole % MINUTE);
    if (whole < DAY) return both(hour(), Math.floor(whole / HOUR), minute(), Math.floor((whole % HOUR) / MINUTE));
    return both(day(), Math.floor(whole / DAY), hour(), Math.floor((whole % DAY) / HOUR));
  }

  function ago(value: number): string {
    const whole = Math.max(0, Math.floor(value));
    if (whole < MINUTE) return secondsAgo[language]?.(whole) ?? relative().format(-whole, 'second');
    if (whole < HOUR) return relative().format(-Math.floor(whole / MINUTE), 'minute');
    if (whole < DAY) return relative().format(-Math.floor(whole / HOUR), 'hour');
    return relative().format(-Math.floor(whole / DAY), 'day');
  }

  return {
    integer: (value) => integer().format(value),
    signed: (value) => signed().format(value),
    decimal,
    percent: (value) => percent().format(value / 100),
    bitRate,
    bitRateText: (value) => join(bitRate(value)),
    bytes: (value) => join(scaled(value, BYTE_UNITS, decimal)),
    seconds,
    ago,
    time: (value) => time().format(value * 1000),
    dateTime: (value) => dateTime().format(value * 1000),
    day: (value) => dayOnly().format(value * 1000),
    date: (value) => date().format(value * 1000),
    fullDate: (value) => fullDate().format(value * 1000),
    clock: (value) => clock().format(value * 1000),
  };
}

/** What is whole needs no second unit. */
function both(format: Intl.NumberFormat, value: number, smaller: Intl.NumberFormat, rest: number): string {
  return rest === 0 ? format.format(value) : `${format.format(value)} ${smaller.format(rest)}`;
}

/** A browser takes milliseconds to make one of its formats; most pages use three of them. */
function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}

function scaled(value: number, units: readonly string[], decimal: (value: number, digits: number) => string): Measure {
  let rest = Math.abs(value);
  let index = 0;
  while (rest >= 1000 && index < units.length - 1) {
    rest /= 1000;
    index += 1;
  }
  const digits = index === 0 || rest >= 100 ? 0 : rest >= 10 ? 1 : 2;
  return { value: decimal(Math.sign(value) * rest, digits), unit: units[index] ?? '' };
}

function join({ value, unit }: Measure): string {
  return `${value} ${unit}`;
}

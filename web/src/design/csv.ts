export type Cell = string | number | boolean | null | undefined;

/** Text that a spreadsheet would take for a formula; what a router or a subscriber named something may be one. */
const FORMULA = /^[=+\-@\t\r]/;

/** RFC 4180: CRLF, quotes doubled, a head. Numbers with a point and no grouping, whatever the language; unknown is empty. */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

/** RFC 3339 in UTC, to the second. */
export function isoTime(epochSeconds: number): string {
  return new Date(epochSeconds * 1000).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

function cell(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? plain(value) : '';
  if (typeof value === 'boolean') return String(value);
  const text = FORMULA.test(value) && !/^[+-]?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Without an exponent, which not every reader knows. */
function plain(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(6).replace(/\.?0+$/, '') : text;
}

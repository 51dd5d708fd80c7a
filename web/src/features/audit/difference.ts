export interface Difference {
  /** Where in the object, as `limits.max_routes` or `hosts[1]`. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

const MAX_DEPTH = 12;

/** What of an object changed, field by field; everything, where there was none before or is none after. */
export function difference(before: unknown, after: unknown): readonly Difference[] {
  const [was, is] = [flatten(before), flatten(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((path) => ({ path, before: was.get(path) ?? null, after: is.get(path) ?? null }))
    .filter((row) => row.before !== row.after);
}

function flatten(value: unknown, path = '', depth = 0, found = new Map<string, string>()): ReadonlyMap<string, string> {
  if (value === undefined || (value === null && path === '')) return found;
  if (typeof value !== 'object' || value === null || depth >= MAX_DEPTH) {
    found.set(path, write(value));
  } else if (Array.isArray(value)) {
    value.forEach((item: unknown, index) => flatten(item, `${path}[${index}]`, depth + 1, found));
    if (value.length === 0) found.set(path, '[]');
  } else {
    for (const [key, item] of Object.entries(value)) flatten(item, path === '' ? key : `${path}.${key}`, depth + 1, found);
  }
  return found;
}

function write(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

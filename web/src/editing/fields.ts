/** A configured object as the API writes it. */
export type Body = Readonly<Record<string, unknown>>;

/** What a person typed, by the key that the server names in its errors, such as `health_check.path` or `backends[0].address`. */
export type Draft = Readonly<Record<string, string>>;

/** How a field is read from an object and written back. Empty means: leave the key out, so that it goes back to its default. */
export type Kind = 'text' | 'number' | 'flag' | 'words' | 'section';

/** The fields of a form, parents before what they hold; `rows` are lists of objects, at most one section deep. */
export interface Shape {
  readonly fields: Readonly<Record<string, Kind>>;
  readonly rows?: Readonly<Record<string, Readonly<Record<string, Kind>>>>;
}

export const ON = 'on';

/** How many rows a list has in a draft. */
export function rowCount(draft: Draft, list: string): number {
  return Number(draft[`${list}#`] ?? '0');
}

export function draftOf(shape: Shape, body: Body | null): Draft {
  const draft: Record<string, string> = {};
  for (const [path, kind] of Object.entries(shape.fields)) draft[path] = written(at(body, path), kind);
  for (const [list, fields] of Object.entries(shape.rows ?? {})) {
    const rows = at(body, list);
    const items = Array.isArray(rows) ? (rows as readonly unknown[]) : [];
    draft[`${list}#`] = String(items.length);
    items.forEach((item, index) => {
      draft[`${list}[${index}]#`] = String(index);
      for (const [path, kind] of Object.entries(fields)) draft[`${list}[${index}].${path}`] = written(at(item, path), kind);
    });
  }
  return draft;
}

/** The object with what was typed in it; what the form does not show stays as it was read. */
export function bodyOf(shape: Shape, draft: Draft, body: Body | null): Body {
  const made = clone(body ?? {});
  for (const [path, kind] of Object.entries(shape.fields)) put(made, path, kind, draft[path] ?? '');
  for (const [list, fields] of Object.entries(shape.rows ?? {})) {
    const before = at(body, list);
    const items = Array.from({ length: rowCount(draft, list) }, (_, index) => {
      const origin = draft[`${list}[${index}]#`] ?? '';
      const known: unknown = Array.isArray(before) && origin !== '' ? (before as readonly unknown[])[Number(origin)] : undefined;
      const item = clone(isObject(known) ? known : {});
      for (const [path, kind] of Object.entries(fields)) put(item, path, kind, draft[`${list}[${index}].${path}`] ?? '');
      return item;
    });
    const [key = '', inner] = list.split('.');
    if (inner === undefined) made[key] = items;
    else if (items.length > 0 || before !== undefined) made[key] = { ...(isObject(made[key]) ? made[key] : {}), [inner]: items };
  }
  return made;
}

/** The fields that hold something else. */
export function differing(one: Draft, other: Draft): string[] {
  return Object.keys({ ...one, ...other }).filter((key) => one[key] !== other[key]);
}

/** What was typed, on another version of the object: fields that nobody touched here take what is there now. */
export function rebase(draft: Draft, before: Draft, now: Draft): Draft {
  const typed = Object.entries(draft).filter(([key, value]) => value !== before[key]);
  return { ...now, ...Object.fromEntries(typed) };
}

/** The object less one key: the server then leaves what is there. */
export function without(body: Body, key: string): Body {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== key));
}

export function addRow(draft: Draft, list: string): Draft {
  const count = rowCount(draft, list);
  return { ...draft, [`${list}#`]: String(count + 1), [`${list}[${count}]#`]: '' };
}

export function removeRow(draft: Draft, list: string, gone: number): Draft {
  const count = rowCount(draft, list);
  const kept: Record<string, string> = { [`${list}#`]: String(Math.max(0, count - 1)) };
  for (const [key, value] of Object.entries(draft)) {
    const row = key.startsWith(`${list}[`) ? Number.parseInt(key.slice(list.length + 1), 10) : Number.NaN;
    if (key === `${list}#` || row === gone) continue;
    kept[row > gone ? key.replace(`${list}[${row}]`, `${list}[${row - 1}]`) : key] = value;
  }
  return kept;
}

function written(value: unknown, kind: Kind): string {
  if (kind === 'section') return isObject(value) ? ON : '';
  if (kind === 'flag') return value === true ? ON : '';
  if (Array.isArray(value)) return value.map(String).join(' ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function put(target: Record<string, unknown>, path: string, kind: Kind, text: string): void {
  const [key = '', ...rest] = path.split('.');
  if (rest.length > 0) {
    // What lies in a section that is off goes with it; one that was never named begins with what is typed in it.
    if (target[key] === undefined && text.trim() !== '') target[key] = {};
    const inner = target[key];
    if (isObject(inner)) put(inner, rest.join('.'), kind, text);
    return;
  }
  if (kind === 'section') target[key] = text === '' ? null : isObject(target[key]) ? target[key] : {};
  else if (kind === 'flag') target[key] = text !== '';
  else if (text.trim() === '') Reflect.deleteProperty(target, key);
  else target[key] = read(text.trim(), kind);
}

function read(text: string, kind: Kind): unknown {
  const number = Number(text);
  if (kind === 'number') return Number.isFinite(number) ? number : text;
  if (kind === 'words') return text.split(/[\s,]+/).map((word) => (/^\d+$/.test(word) ? Number(word) : word));
  return text;
}

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function clone(value: Body): Record<string, unknown> {
  return structuredClone(value);
}

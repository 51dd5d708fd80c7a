import { queryOptions } from '@tanstack/react-query';
import { configurationKey } from '~/api/gateway';
import { list, number } from '~/api/fields';
import { request, requestYaml, withQuery } from '~/api/http';
import type { FieldErrors } from '~/api/problem';
import { shapeOf, type Schemas } from '~/api/shape';
import { difference, type Difference } from '~/editing/changes';
import * as z from 'zod/mini';

const PATH = '/admin/api/config';

/** The whole configuration as text, and what of it a file has. */
export interface Configuration {
  readonly text: string;
  readonly tag: string | null;
  readonly revision: number | null;
  /** Null: no file has anything of it. */
  readonly file: string | null;
  /** Such as `pool web`. */
  readonly managed: readonly string[];
}

const heading = /^# Revision (\d+)\.(?: From the file (.*?), to be changed there: (.*)\.)?\n/;
const NOTHING = '{}\n';

export const wholeQuery = queryOptions({
  queryKey: [...configurationKey, 'whole'],
  queryFn: ({ signal }) => readWhole(signal),
  staleTime: 5_000,
});

export async function readWhole(signal?: AbortSignal): Promise<Configuration> {
  const { body, tag } = await requestYaml(PATH, signal);
  return configurationOf(body, tag);
}

/** The heading is told apart: lines are counted in what is sent back. */
export function configurationOf(document: string, tag: string | null): Configuration {
  const head = heading.exec(document);
  const text = head === null ? document : document.slice(head[0].length);
  return {
    text: text === NOTHING ? '' : text,
    tag,
    revision: head?.[1] === undefined ? null : Number(head[1]),
    file: head?.[2] ?? null,
    managed: head?.[3]?.split(', ') ?? [],
  };
}

const answer = shapeOf<Schemas['ChangeBody']>()({ revision: number, differences: list(difference), in_force_at: list(z.string()) });
export type Answer = z.infer<typeof answer>;

/** What would be different; nothing changes. */
export async function tryWhole(text: string, ifMatch: string | undefined): Promise<readonly Difference[]> {
  return (await request(withQuery(PATH, { dry_run: 'true' }), answer, { method: 'PUT', yaml: sent(text), ifMatch })).differences;
}

export function saveWhole(text: string, ifMatch: string | undefined, reason: string): Promise<Answer> {
  return request(withQuery(PATH, { reason: reason.trim() }), answer, { method: 'PUT', yaml: sent(text), ifMatch });
}

/** Reads the file again. */
export function reload(): Promise<Answer> {
  return request('/admin/api/reload', answer, { method: 'POST' });
}

function sent(text: string): string {
  return text.trim() === '' ? NOTHING : text;
}

export interface Fault {
  /** Such as `pools[web].backends[0].weight`. */
  readonly key: string;
  readonly text: string;
  /** From 1; null: the whole is at fault. */
  readonly line: number | null;
}

/** Everything that is wrong, in the order of the text. */
export function faultsOf(fields: FieldErrors): readonly Fault[] {
  return Object.entries(fields)
    .flatMap(([key, messages]) =>
      messages.split('\n').map((message): Fault => {
        const placed = /^line (\d+): (.*)$/s.exec(message);
        return placed === null ? { key, text: message, line: null } : { key, text: placed[2] ?? '', line: Number(placed[1]) };
      }),
    )
    .sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
}

const singular: Readonly<Record<string, string>> = { listeners: 'listener', certificates: 'certificate', pools: 'pool', routes: 'route', tenants: 'tenant' };

/** The lines of objects and of whole sections that the file has; numbers from 1. */
export function linesOfFile(text: string, managed: readonly string[]): ReadonlySet<number> {
  const known = new Set(managed);
  const found = new Set<number>();
  let kind: string | undefined;
  let isWhole = false;
  let item: number[] = [];
  let name = '';
  const end = () => {
    if (kind !== undefined && known.has(`${kind} ${name}`)) item.forEach((line) => found.add(line));
    [item, name] = [[], ''];
  };
  text.split('\n').forEach((line, index) => {
    const list = /^([a-z_]+):/.exec(line)?.[1];
    if (list !== undefined) {
      end();
      kind = singular[list];
      isWhole = known.has(list);
      if (isWhole) found.add(index + 1);
      return;
    }
    if (line.startsWith('- ')) end();
    if (line.trim() !== '') item.push(index + 1);
    if (isWhole && line.trim() !== '') found.add(index + 1);
    name = /^[- ] name: (.*)$/.exec(line)?.[1]?.trim().replace(/^"(.*)"$/, '$1') ?? name;
  });
  end();
  return found;
}

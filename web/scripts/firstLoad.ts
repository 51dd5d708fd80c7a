import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// An import that stays in the build: of a value, and not asked for later by `import(…)`.
const IMPORT = /^(?:import|export)\s+(?!type\b)(?:[^'";]*?\bfrom\s+)?'((?:~\/|\.)[^']+)'/gm;
const ENDINGS = ['', '.ts', '.tsx', '/index.ts', '/index.tsx'];

/** The files under `source` that a page needs before it runs: itself, and whatever it imports, however far. */
export function closureOf(source: string, ...entries: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const pending = entries.map((entry) => join(source, entry));
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    if (!/\.tsx?$/.test(file)) continue;
    for (const [, wanted = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      const path = wanted.startsWith('~/') ? join(source, wanted.slice(2)) : join(dirname(file), wanted);
      const found = ENDINGS.map((ending) => path + ending).find((name) => /\.\w+$/.test(name) && existsSync(name));
      if (found === undefined) throw new Error(`${file} imports ${wanted}, which is not there`);
      pending.push(found);
    }
  }
  return reached;
}

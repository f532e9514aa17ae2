import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A way into the package: one key of `exports`, and the file at the top of `src` that stands behind it. */
export interface Door {
  /** What an application imports: `holdfast/react`. */
  readonly name: string;
  /** What a build makes of it, by condition, the first of which is a developer's: `react` for `./dist/react.js`. */
  readonly entries: readonly string[];
}

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Every script that one key of `exports` leads to, whatever the condition. */
function scriptsIn(target: unknown): readonly string[] {
  if (typeof target === 'object' && target !== null) return Object.values(target).flatMap(scriptsIn);
  const entry = /^\.\/dist\/(.+)\.js$/.exec(String(target))?.[1];
  return entry === undefined ? [] : [entry];
}

/** The doors, as `exports` of package.json tells them: the one place where they are named. */
export function readDoors(): readonly Door[] {
  const { name, exports }: { name: string; exports: Record<string, unknown> } = JSON.parse(
    readFileSync(at('package.json'), 'utf8'),
  );
  return Object.entries(exports)
    .map(([key, target]) => ({ name: name + key.slice(1), entries: [...new Set(scriptsIn(target))] }))
    .filter(({ entries }) => entries.length > 0);
}

/** The source of an entry. */
export const sourceOf = (entry: string): string =>
  at(`src/${entry}.${existsSync(at(`src/${entry}.tsx`)) ? 'tsx' : 'ts'}`);

/** Leads imports of the doors to their sources: everybody but `src` itself comes in by these, as an application does. */
export const doorAliases = (): { find: RegExp; replacement: string }[] =>
  readDoors().map(({ name, entries: [entry = ''] }) => ({
    find: new RegExp(`^${name}$`),
    replacement: sourceOf(entry),
  }));

/** What the library's build makes a file of. */
export const doorEntries = (): Record<string, string> =>
  Object.fromEntries(readDoors().flatMap(({ entries }) => entries.map((entry) => [entry, sourceOf(entry)])));

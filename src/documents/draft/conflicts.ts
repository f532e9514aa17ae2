import { contentOf, losersOf, type Register } from '../register.ts';
import { momentOf, replicaOf } from '../stamp.ts';
import { isAlike } from './alike.ts';

/** A value that lost, as a draft shows it. */
export interface Lost {
  readonly value: unknown;
  readonly at: number;
  readonly own: boolean;
}

/** How long a value that lost is offered, in milliseconds. */
const offered = 31 * 24 * 3_600_000;

/** Values of a field that lost to what nobody had shown to whoever wrote it: those that say something else, newest first. */
function readLost(register: Register | undefined, replica: string, now: number): readonly Lost[] {
  const seen = [contentOf(register)];
  const lost: Lost[] = [];
  for (const [stamp, ...[value]] of register ? losersOf(register) : []) {
    const at = momentOf(stamp);
    if (value === undefined || at < now - offered || seen.some((other) => isAlike(other, value))) continue;
    seen.push(value);
    lost.push({ value, at, own: replicaOf(stamp) === replica });
  }
  return lost;
}

/** The conflicts of a draft, brought up to date path by path. */
export interface Conflicts {
  byPath(): Readonly<Record<string, readonly Lost[]>>;
  /** Those of a field that is being edited wait until `release`. */
  update(paths: Iterable<string>): void;
  clear(): void;
}

export function createConflicts(
  find: (path: string) => Register | undefined,
  isEditing: (path: string) => boolean,
  replica: () => string,
  now: () => number,
): Conflicts {
  const none: Readonly<Record<string, readonly Lost[]>> = {};
  let byPath = none;
  const same = (a: readonly Lost[] = [], b: readonly Lost[]): boolean =>
    a.length === b.length && a.every(({ at, value }, index) => at === b[index]?.at && isAlike(value, b[index]?.value));
  return {
    byPath: () => byPath,
    update(paths) {
      for (const path of paths) {
        if (isEditing(path)) continue;
        const lost = readLost(find(path), replica(), now());
        if (same(byPath[path], lost)) continue;
        const { [path]: _, ...others } = byPath;
        byPath = lost.length ? { ...others, [path]: lost } : others;
      }
    },
    clear() {
      byPath = none;
    },
  };
}

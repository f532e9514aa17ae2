import { pathOf } from '../items/names.ts';
import { losersOf, type Register } from '../register.ts';
import { momentOf, replicaOf } from '../stamp.ts';
import { isAlike } from './alike.ts';

/** A value that lost, as a draft shows it. */
export interface Lost {
  readonly value: unknown;
  readonly at: number;
  readonly own: boolean;
}

/** Values that lost, by the field that they are of. */
export type LostByField = Readonly<Record<string, readonly Lost[]>>;

/** How long a value that lost is offered, in milliseconds. */
const offered = 31 * 24 * 3_600_000;

/** Values that lost to what nobody had shown to whoever wrote it: those that say something else than `present`, newest first. */
function readLost(
  register: Register | undefined,
  present: () => unknown,
  replica: string,
  now: number,
): readonly Lost[] {
  const losers = register ? losersOf(register) : [];
  const seen = losers.length ? [present()] : [];
  const lost: Lost[] = [];
  for (const [stamp, ...[value]] of losers) {
    const at = momentOf(stamp);
    if (value === undefined || at < now - offered || seen.some((other) => isAlike(other, value))) continue;
    seen.push(value);
    lost.push({ value, at, own: replicaOf(stamp) === replica });
  }
  return lost;
}

/** The conflicts of a draft, brought up to date field by field. */
export interface Conflicts {
  /** Those of fields, by path. */
  byPath(): LostByField;
  /** Those of fields of items, by element. */
  byElement(): LostByField;
  /** Looks at these elements. Those of a field that is being edited wait until `release`. */
  update(elements: Iterable<string>): void;
  clear(): void;
}

export function createConflicts(
  find: (element: string) => Register | undefined,
  valueIn: (element: string) => unknown,
  isEditing: (element: string) => boolean,
  replica: () => string,
  now: () => number,
): Conflicts {
  const none: LostByField = {};
  let [byPath, byElement] = [none, none];
  const same = (a: readonly Lost[] = [], b: readonly Lost[]): boolean =>
    a.length === b.length && a.every(({ at, value }, index) => at === b[index]?.at && isAlike(value, b[index]?.value));
  const change = (all: LostByField, element: string): LostByField => {
    const lost = readLost(find(element), () => valueIn(element), replica(), now());
    if (same(all[element], lost)) return all;
    const { [element]: _, ...others } = all;
    return lost.length ? { ...others, [element]: lost } : others;
  };
  return {
    byPath: () => byPath,
    byElement: () => byElement,
    update(elements) {
      for (const element of elements) {
        if (isEditing(element)) continue;
        if (pathOf(element) === element) byPath = change(byPath, element);
        else byElement = change(byElement, element);
      }
    },
    clear() {
      byPath = byElement = none;
    },
  };
}

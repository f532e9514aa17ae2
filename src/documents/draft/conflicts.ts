import { coveredIn } from '../items/conflicts.ts';
import { elementOf, parseElement, pathOf } from '../items/names.ts';
import { type Entry, losersOf } from '../register.ts';
import { momentOf, replicaOf } from '../stamp.ts';
import { isAlike } from './alike.ts';
import type { Fields } from './fields.ts';

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
function readLost(losers: readonly Entry[], present: () => unknown, replica: string, now: number): readonly Lost[] {
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
  { find, valueIn, shelf }: Pick<Fields, 'find' | 'valueIn' | 'shelf'>,
  isEditing: (element: string) => boolean,
  replica: () => string,
  now: () => number,
): Conflicts {
  const none: LostByField = {};
  let [byPath, byElement] = [none, none];
  const same = (a: readonly Lost[] = [], b: readonly Lost[]): boolean =>
    a.length === b.length && a.every(({ at, value }, index) => at === b[index]?.at && isAlike(value, b[index]?.value));
  const losersIn = (element: string): readonly Entry[] => {
    const place = parseElement(element);
    if (place?.[2].startsWith('.') && !shelf.item(place[0], place[1]))
      return coveredIn(shelf.of(place[0]), place[1], place[2].slice(1));
    const register = find(element);
    return register ? losersOf(register) : [];
  };
  /** Where one part of an item changes, all of it may be there or not; where an array does, so may all items beside it. */
  const around = (elements: Iterable<string>): ReadonlySet<string> => {
    const names = new Set<string>();
    for (const element of elements) {
      names.add(element);
      // Most are fields of no array.
      if (pathOf(element) === element && !shelf.partsAt(element)) continue;
      const [path = element, only] = parseElement(element) ?? [];
      const parts = shelf.partsAt(path);
      for (const id of only === undefined ? (parts?.keys() ?? []) : [only])
        for (const field of parts?.get(id)?.fields.keys() ?? []) names.add(elementOf(path, id, `.${field}`));
    }
    return names;
  };
  const change = (all: LostByField, element: string): LostByField => {
    const losers = losersIn(element);
    if (!losers.length && !all[element]) return all;
    const lost = readLost(losers, () => valueIn(element), replica(), now());
    if (same(all[element], lost)) return all;
    const { [element]: _, ...others } = all;
    return lost.length ? { ...others, [element]: lost } : others;
  };
  return {
    byPath: () => byPath,
    byElement: () => byElement,
    update(elements) {
      for (const element of around(elements)) {
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

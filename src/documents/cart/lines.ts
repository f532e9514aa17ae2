import type { Elements } from '../elements.ts';
import { isRegister } from '../fragment.ts';
import { keep } from '../keep.ts';
import { createMoments, type Moment } from '../moments.ts';
import { readQuantity } from '../quantity.ts';
import type { CartItem, CartLine } from './item.ts';
import { type Allowed, type CartLimits, type CartWithheld, cutAll } from './limits.ts';

/** A line that there is something of. */
export interface Entry<Item extends CartItem> extends Allowed<Item> {
  /** Lines stand in this order: by first addition. */
  readonly place: string;
  /** How many there are, whatever is shown. */
  readonly stored: number;
  /** How many are wanted, as far as the limit of one line allows. */
  readonly wanted: number;
}

/** What is seen of the lines. */
export interface Seen<Item extends CartItem> {
  readonly lines: Moment<readonly CartLine<Item>[]>;
  readonly count: number;
  readonly subtotal: number;
  readonly withheld: readonly CartWithheld<Item>[];
}

/** The lines of a cart in their order, and their sums, brought up to date by what changed: an edit costs the same in a long cart. */
export interface Lines<Item extends CartItem> {
  update(changed: Iterable<string>, all: Elements): Seen<Item>;
  entry(key: string): Entry<Item> | undefined;
  /** How many lines are shown. */
  size(): number;
  /** What is shown of a line. */
  line(key: string): CartLine<Item> | undefined;
  /** The keys of the lines that are shown: the same list until one comes, goes or moves. */
  keys(): readonly string[];
  /** Whether the limits of the whole cart hold something back: then any line may show otherwise after any change. */
  isCut(): boolean;
  clear(): void;
}

/** `before` where `after` has the same in it. */
export const keepList = <T>(before: readonly T[], after: readonly T[]): readonly T[] =>
  before.length === after.length && after.every((one, at) => one === before[at]) ? before : after;

/** Above this many new places, sorting everything is less work than looking for each. */
const few = 50;

export function createLines<Item extends CartItem>(
  limits: CartLimits,
  /** As many as the shop has left. */
  stockOf: (key: string) => number,
): Lines<Item> {
  const { quantity: most = Number.POSITIVE_INFINITY } = limits;
  const byKey = new Map<string, Entry<Item>>();
  /** What is above the limit of one line. */
  const above = new Map<string, CartWithheld<Item>>();
  let order: Entry<Item>[] = [];
  const moments = createMoments<CartLine<Item>[]>(
    () => order.map(({ view }) => view),
    (views) => [...views],
    () => order.length,
  );
  const nothing: Seen<Item> = { lines: moments.now(), count: 0, subtotal: 0, withheld: [] };
  let seen = nothing;
  let count = 0;
  let subtotal = 0;
  /** Lines as the limits of the whole cart leave them, while these hold anything back. */
  let cutLines: ReadonlyMap<string, CartLine<Item>> | null = null;
  let keys: readonly string[] = [];
  /** Other lines may be shown, or in another order, than `keys` names. */
  let moved = false;

  const draw = (key: string, all: Elements): Entry<Item> | undefined => {
    const line = all.get(key);
    if (!line || isRegister(line) || !line.item) return undefined;
    const stored = readQuantity(line);
    if (!stored) return undefined;
    const item = line.item[1] as Item;
    const wanted = Math.min(most, stored);
    const quantity = Math.min(wanted, stockOf(key));
    const view = { ...item, key, quantity, total: quantity * item.price };
    const before = byKey.get(key)?.view;
    return { item, stored, wanted, place: line.born + key, view: before ? keep(before, view) : view };
  };

  /** Where a place is, or would be. */
  const find = (place: string): number => {
    let [low, high] = [0, order.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((order[middle] as Entry<Item>).place < place) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const place = (
    pairs: readonly (readonly [before: Entry<Item> | undefined, after: Entry<Item> | undefined])[],
  ): void => {
    const seen = pairs.filter(([before, after]) => before?.view !== after?.view || before?.place !== after?.place);
    moved ||= seen.some(([before, after]) => before?.place !== after?.place);
    if (seen.length > few) {
      moments.replace();
      order = [...byKey.values()].sort((a, b) => (a.place < b.place ? -1 : 1));
      return;
    }
    /** At one place there are `fewer` lines less, and these instead. */
    const put = (at: number, fewer: number, ...entries: Entry<Item>[]): void => {
      const before = order.splice(at, fewer, ...entries).map(({ view }) => view);
      moments.change((after) => after.splice(at, entries.length, ...before));
    };
    for (const [before, after] of pairs)
      if (before && after?.place === before.place) {
        if (before.view === after.view) order[find(after.place)] = after;
        else put(find(before.place), 1, after);
      } else {
        if (before) put(find(before.place), 1);
        if (after) put(find(after.place), 0, after);
      }
  };

  /** Where the limits of the whole cart hold something back, all of it is looked at. */
  const cutAgain = (lines: readonly CartLine<Item>[]): Seen<Item>['lines'] =>
    keepList(seen.lines(), lines) === lines ? () => lines : seen.lines;
  const look = (): Seen<Item> => {
    const over = order.length > (limits.lines ?? order.length) || count > (limits.count ?? count);
    const cutting = over ? cutAll(order, limits, cutLines ?? new Map()) : null;
    moved ||= over || cutLines !== null;
    cutLines = cutting?.shown ?? null;
    const lines = cutting ? cutAgain([...cutting.shown.values()]) : moments.now();
    const placed = (key: string): string => byKey.get(key)?.place ?? '';
    const high = [...above.values()].sort((a, b) => (placed(a.key) < placed(b.key) ? -1 : 1));
    const held = [...high, ...(cutting?.withheld ?? [])].map((now, at) => keep(seen.withheld[at] ?? now, now));
    const sum = (part: 'quantity' | 'total'): number => lines().reduce((all, line) => all + line[part], 0);
    return {
      lines,
      count: cutting ? sum('quantity') : count,
      subtotal: cutting ? sum('total') : subtotal,
      withheld: keepList(seen.withheld, held),
    };
  };

  return {
    update(changed, all) {
      const pairs: (readonly [Entry<Item> | undefined, Entry<Item> | undefined])[] = [];
      for (const key of changed) {
        const before = byKey.get(key);
        const after = draw(key, all);
        if (!before && !after) continue;
        pairs.push([before, after]);
        if (after) byKey.set(key, after);
        else byKey.delete(key);
        count += (after?.view.quantity ?? 0) - (before?.view.quantity ?? 0);
        subtotal += (after?.view.total ?? 0) - (before?.view.total ?? 0);
        // What is out of stock is told by a report.
        const beyond = after ? Math.min(after.stored, stockOf(key)) - after.view.quantity : 0;
        if (after && beyond) above.set(key, { key, item: after.item, quantity: beyond, because: 'quantity' });
        else above.delete(key);
      }
      if (pairs.length) {
        place(pairs);
        seen = look();
      }
      return seen;
    },
    entry: (key) => byKey.get(key),
    size: () => cutLines?.size ?? order.length,
    line: (key) => (cutLines ? cutLines.get(key) : byKey.get(key)?.view),
    keys() {
      if (moved) keys = keepList(keys, cutLines ? [...cutLines.keys()] : order.map(({ view }) => view.key));
      moved = false;
      return keys;
    },
    isCut: () => cutLines !== null,
    clear() {
      moved = true;
      if (order.length) moments.replace();
      byKey.clear();
      above.clear();
      order = [];
      [count, subtotal, cutLines, seen] = [0, 0, null, { ...nothing, lines: moments.now() }];
    },
  };
}

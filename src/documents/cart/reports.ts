import { demandUse } from '../demand.ts';
import type { CartItem } from './item.ts';
import type { Entry } from './lines.ts';

/** What the shop says about a line now. What it doesn't say stays as it is. */
export type CartAnswer<Item extends CartItem = CartItem> = {
  /** The line's own key. */
  readonly key: string;
  /** `false` where it isn't sold any more. */
  readonly available?: boolean;
  /** How many are left. */
  readonly stock?: number;
} & Partial<Omit<Item, 'sku' | 'options' | 'key' | 'available' | 'stock'>>;

/** Something that the shop sees otherwise than the cart. It stands until it is accepted, or until a later answer takes it back. */
export type CartReport<Item extends CartItem = CartItem> = {
  /** Names the line. */
  readonly key: string;
  /** The item as it is in the cart. */
  readonly item: Item;
} & (
  | { readonly kind: 'price'; readonly from: number; readonly to: number }
  /** Fewer are left than are wanted. */
  | { readonly kind: 'stock'; readonly from: number; readonly to: number }
  /** None is left, or it isn't sold any more. */
  | { readonly kind: 'gone'; readonly from: number; readonly to: 0 }
  /** Its name, or whatever else the shop says about an item. */
  | { readonly kind: 'details'; readonly from: Partial<Item>; readonly to: Partial<Item> }
);

/** One answer, and the item that it is about: where that has changed since, the answer is late. */
interface Known<Item extends CartItem> {
  readonly asked: Item;
  readonly left: number;
  readonly changes: Partial<Item>;
}

/** An answer as it may come from a server: with whatever else names the line. */
type Told = CartAnswer & Partial<CartItem>;

/** What the shop has answered, and in what that differs from the cart. */
export interface Reports<Item extends CartItem> {
  /** How many are left, as far as is known. */
  stockOf(key: string): number;
  /** Takes answers to what was asked about, instead of those before. Answers the keys that they concern. */
  learn(asked: readonly (readonly [key: string, item: Item])[], answers: readonly CartAnswer<Item>[]): Set<string>;
  update(changed: Iterable<string>): readonly CartReport<Item>[];
  /** Whether the shop was asked about the item as it is now. */
  covers(key: string): boolean;
  clear(): void;
}

const alike = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Whether it is the same report, also where one has been through a copy. */
export const isSame = (a: CartReport, b: CartReport): boolean =>
  alike([a.key, a.kind, a.from, a.to], [b.key, b.kind, b.from, b.to]);

/** The item as the shop has it, where a report is accepted. */
export const acceptItem = <Item extends CartItem>(item: Item, report: CartReport<Item>): Item => {
  if (report.kind === 'price') return { ...item, price: report.to };
  return report.kind === 'details' ? { ...item, ...report.to } : item;
};

export function createReports<Item extends CartItem>(
  entryOf: (key: string) => Entry<Item> | undefined,
  refuse: (item: Item) => string | undefined,
): Reports<Item> {
  let known = new Map<string, Known<Item>>();
  const found = new Map<string, readonly CartReport<Item>[]>();
  let list: readonly CartReport<Item>[] = [];

  const compare = (key: string, { item, wanted }: Entry<Item>, { asked, left, changes }: Known<Item>) => {
    const reports: CartReport<Item>[] = [];
    if (left <= 0) reports.push({ key, item, kind: 'gone', from: wanted, to: 0 });
    else if (left < wanted) reports.push({ key, item, kind: 'stock', from: wanted, to: left });
    const { price: to = item.price, ...others } = changes;
    if (to !== item.price && asked.price === item.price)
      reports.push({ key, item, kind: 'price', from: item.price, to });
    const names = (Object.keys(others) as (keyof Item)[]).filter(
      (name) => alike(item[name], asked[name]) && !alike(item[name], changes[name]),
    );
    const pick = (of: Partial<Item>): Partial<Item> =>
      Object.fromEntries(names.map((name) => [name, of[name]])) as Partial<Item>;
    if (names.length) reports.push({ key, item, kind: 'details', from: pick(item), to: pick(changes) });
    return reports;
  };

  return {
    stockOf: (key) => known.get(key)?.left ?? Number.POSITIVE_INFINITY,
    learn(asked, answers) {
      const items = new Map(asked);
      const next = new Map(
        asked.map(([key, item]) => [key, { asked: item, left: Number.POSITIVE_INFINITY, changes: {} }]),
      );
      for (const answer of answers) {
        const {
          key,
          available = true,
          stock = Number.POSITIVE_INFINITY,
          sku: _,
          options: __,
          ...changes
        } = answer as Told;
        const item = items.get(key);
        if (!item) continue;
        const reason = stock >= 0 ? refuse({ ...item, ...changes }) : `stock is ${stock}`;
        demandUse(!reason, `revalidate answered for ${key} what can't be: ${reason}.`);
        next.set(key, { asked: item, left: available ? Math.floor(stock) : 0, changes: changes as Partial<Item> });
      }
      const concerned = new Set([...known.keys(), ...next.keys()]);
      known = next;
      return concerned;
    },
    update(changed) {
      // Nobody has asked the shop.
      if (!known.size && !found.size) return list;
      let any = false;
      for (const key of changed) {
        const entry = entryOf(key);
        // When it comes back, it comes back from the shop.
        if (!entry) known.delete(key);
        const answer = known.get(key);
        const reports = entry && answer ? compare(key, entry, answer) : [];
        if (alike(found.get(key) ?? [], reports)) continue;
        any = true;
        if (reports.length) found.set(key, reports);
        else found.delete(key);
      }
      if (any) list = [...found.values()].flat();
      return list;
    },
    covers: (key) => known.has(key) && alike(known.get(key)?.asked, entryOf(key)?.item),
    clear() {
      known.clear();
      found.clear();
      list = [];
    },
  };
}

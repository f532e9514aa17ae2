import { keep } from '../keep.ts';
import type { CartItem, CartLine } from './item.ts';

/** The most that is shown and sold; see {@link CartOptions.limits}. */
export interface CartLimits {
  /** Of one line. */
  readonly quantity?: number;
  /** Different lines; the first ones stay. */
  readonly lines?: number;
  /** Of everything together; what was added first stays. */
  readonly count?: number;
}

/** Something that is in the cart, and is neither shown nor sold because of a limit. */
export interface CartWithheld<Item extends CartItem = CartItem> {
  /** Names the line. */
  readonly key: string;
  readonly item: Item;
  /** How many are withheld. */
  readonly quantity: number;
  /** The limit that says so. */
  readonly because: keyof CartLimits;
}

/** What a line shows before the limits of the whole cart, and where that is the end of it. */
export interface Allowed<Item extends CartItem> {
  readonly item: Item;
  readonly view: CartLine<Item>;
}

/** As many of a line. */
export const cut = <Item extends CartItem>(view: CartLine<Item>, quantity: number): CartLine<Item> =>
  quantity === view.quantity ? view : { ...view, quantity, total: quantity * view.price };

/** The limits of the whole cart, on lines in their order. */
export function cutAll<Item extends CartItem>(
  entries: readonly Allowed<Item>[],
  { lines: most = Number.POSITIVE_INFINITY, count = Number.POSITIVE_INFINITY }: CartLimits,
  before: ReadonlyMap<string, CartLine<Item>>,
): { readonly shown: Map<string, CartLine<Item>>; readonly withheld: CartWithheld<Item>[] } {
  const shown = new Map<string, CartLine<Item>>();
  const withheld: CartWithheld<Item>[] = [];
  let left = count;
  for (const { item, view } of entries) {
    const { key, quantity } = view;
    const because = shown.size < most ? 'count' : 'lines';
    const part = because === 'count' ? Math.min(quantity, left) : 0;
    left -= part;
    if (part < quantity) withheld.push({ key, item, quantity: quantity - part, because });
    const line = cut(view, part);
    if (part || (because === 'count' && !quantity)) shown.set(key, keep(before.get(key) ?? line, line));
  }
  return { shown, withheld };
}

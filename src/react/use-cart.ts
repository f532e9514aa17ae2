import { useState } from 'react';
import { useStore } from 'zustand';
import type { Cart, CartState } from '../documents/cart/face.ts';
import type { CartItem, CartLine } from '../documents/cart/item.ts';
import type { ReadableStore } from '../foundation/store.ts';
import { useKept } from './kept.ts';
import { useView } from './use-view.ts';
import { useWatched } from './use-watched.ts';

/** What {@link useCart} gives: the state and the methods of the cart. */
export type CartView<Item extends CartItem> = CartState<Item> & Omit<Cart<Item>, keyof ReadableStore<unknown>>;

/**
 * A cart, as state and methods. Renders at every change of it; with a selector, gives what that picks and renders only
 * when that changes. A list of lines that each render for themselves is {@link useCartKeys} with {@link useCartLine}.
 *
 * @example
 * const { lines, total, add } = useCart(cart);
 * const count = useCart(cart, (state) => state.count);
 */
export function useCart<Item extends CartItem>(cart: Cart<Item>): CartView<Item>;
export function useCart<Item extends CartItem, Selected>(
  cart: Cart<Item>,
  selector: (state: CartState<Item>) => Selected,
): Selected;
export function useCart<Item extends CartItem>(
  cart: Cart<Item>,
  selector?: (state: CartState<Item>) => unknown,
): unknown {
  return useView(useKept(cart), selector);
}

/**
 * One line of a cart, or undefined where there is none with this key. Renders when that line changes and for nothing else, at the same
 * cost in however long a cart.
 *
 * @example
 * const line = useCartLine(cart, id);
 * return line ? <li>{line.quantity} × {line.name}</li> : null;
 */
export function useCartLine<Item extends CartItem>(cart: Cart<Item>, key: string): CartLine<Item> | undefined {
  // Under the curtain of a gate the page goes on with what it saw last, and that is found by looking.
  return useWatched(
    cart,
    useKept(cart),
    key,
    () => cart.line(key),
    ({ lines }) => lines.find((line) => line.key === key),
  );
}

/** Picks the keys, and answers the same list while they are the same. */
function createPick(): (state: CartState) => readonly string[] {
  let keys: readonly string[] = [];
  return ({ lines }) => {
    const isSame = lines.length === keys.length && lines.every(({ key }, at) => key === keys[at]);
    if (!isSame) keys = lines.map(({ key }) => key);
    return keys;
  };
}

/**
 * The keys of the lines in their order. Renders when a line comes, goes or moves, and for no quantity and no price.
 *
 * @example
 * return <ul>{useCartKeys(cart).map((id) => <Line key={id} id={id} />)}</ul>;
 */
export function useCartKeys<Item extends CartItem>(cart: Cart<Item>): readonly string[] {
  const [pick] = useState(createPick);
  return useStore(useKept(cart), (state) => (state === cart.getState() ? cart.keys() : pick(state)));
}

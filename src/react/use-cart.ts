import type { Cart, CartState } from '../documents/cart/face.ts';
import type { CartItem } from '../documents/cart/item.ts';
import type { ReadableStore } from '../foundation/store.ts';
import { useKept } from './kept.ts';
import { useView } from './use-view.ts';

/** What {@link useCart} gives: the state and the methods of the cart. */
export type CartView<Item extends CartItem> = CartState<Item> & Omit<Cart<Item>, keyof ReadableStore<unknown>>;

/**
 * A cart, as state and methods. Renders at every change of it; with a selector, gives what that picks and renders only
 * when that changes, so that a line renders for itself alone.
 *
 * @example
 * const { lines, total, add } = useCart(cart);
 * const line = useCart(cart, (state) => state.lines.find((line) => line.key === key));
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

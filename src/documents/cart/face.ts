import type { ReadableStore } from '../../foundation/store.ts';
import type { SavedTo } from '../../vault/host.ts';
import type { Receipt, SavedStatus } from '../saved.ts';
import type { CartAdjustment } from './adjustments.ts';
import type { CartItem, CartLine } from './item.ts';
import type { CartWithheld } from './limits.ts';
import type { CartReport } from './reports.ts';

/** What is seen of a cart. Lines that didn't change keep their identity. */
export interface CartState<Item extends CartItem = CartItem> {
  /** In the order in which they were first added. The list is made when it is first read, once until a line changes. */
  readonly lines: readonly CartLine<Item>[];
  /** Sum of the quantities. */
  readonly count: number;
  /** Sum of the lines, in minor units. */
  readonly subtotal: number;
  /** What `adjust` adds and takes off. */
  readonly adjustments: readonly CartAdjustment[];
  /** `subtotal` and `adjustments` together, in minor units; never below 0. */
  readonly total: number;
  readonly currency: string;
  /** Codes in the order in which they were added. */
  readonly coupons: readonly string[];
  /** What is in it and neither shown nor sold because of `limits`. */
  readonly withheld: readonly CartWithheld<Item>[];
  /** What the last revalidation found and nobody has accepted yet. */
  readonly reports: readonly CartReport<Item>[];
  /** Whether the shop is being asked. */
  readonly revalidating: boolean;
  readonly saved: SavedStatus;
  readonly savedTo: SavedTo;
  /** Whether `checkout` is under way in this tab. */
  readonly submitting: boolean;
  /** The receipt, from the moment it was bought in any tab until something is added again. */
  readonly submitted: Receipt | null;
}

/** What the handler of `checkout` gets. */
export interface Order<Item extends CartItem = CartItem> {
  readonly lines: readonly CartLine<Item>[];
  readonly count: number;
  /** In minor units. */
  readonly subtotal: number;
  readonly adjustments: readonly CartAdjustment[];
  readonly coupons: readonly string[];
  /** In minor units. A server computes its own, and refuses when that differs. */
  readonly total: number;
  readonly currency: string;
  /** Idempotency key: the same at every attempt and in every tab until the cart is bought. Send it along. */
  readonly key: string;
}

/** Answer of `checkout`. What the handler throws is thrown, and the cart stays as it was. */
export type CheckoutResult<Result, Item extends CartItem = CartItem> =
  | { readonly outcome: 'submitted'; readonly result: Result }
  /** There is nothing in it; another tab may have bought it. The handler was not called. */
  | { readonly outcome: 'empty' }
  /** The shop sees something otherwise, and that has to be accepted first. The handler was not called. */
  | { readonly outcome: 'changed'; readonly reports: readonly CartReport<Item>[] };

/** What changes a cart. Every change counts at once, here and in every tab, whatever others do at the same moment. */
export interface CartEdits<Item extends CartItem = CartItem> {
  /**
   * Adds, and answers the key of the line. What is beyond a limit is remembered and stands in `withheld`.
   * Throws `HOLDFAST_USAGE` for what is no item or no whole, positive quantity.
   */
  add(item: Item, quantity?: number): string;
  /**
   * Adds many at once, all or none: one notification, one transaction. Answers their keys.
   * @example cart.add(order.lines.map(({ item, quantity }) => ({ item, quantity })));
   */
  add(all: readonly { readonly item: Item; readonly quantity?: number }[]): readonly string[];
  /** Takes `quantity` (at least 1) off what is shown, as far as there is that much. Answers whether the line is there. */
  subtract(key: string, quantity?: number): boolean;
  /** Sets how many there are; what other tabs add at the same moment still counts. Answers whether the line is there. */
  setQuantity(key: string, quantity: number): boolean;
  /** Removes a line. Answers whether it was there. */
  remove(key: string): boolean;
  /** Removes every line. Coupons stay. */
  clear(): void;
  /** Puts a coupon in. Whether it is worth anything is for `adjust` to say. Answers whether it is new. Throws `HOLDFAST_USAGE` for no text. */
  addCoupon(code: string): boolean;
  /** Takes a coupon off. Answers whether it was there. */
  removeCoupon(code: string): boolean;
  /**
   * Makes the cart as the shop sees it, for one report or for all that stand. A report that is out of date does nothing.
   * Answers whether anything was accepted.
   */
  accept(what: CartReport<Item> | 'all'): boolean;
}

/**
 * A cart that outlives reload and crash, joins the account at sign-in, and in which no tab's change is lost.
 * It is a readable zustand store of {@link CartState}.
 */
export interface Cart<Item extends CartItem = CartItem> extends ReadableStore<CartState<Item>>, CartEdits<Item> {
  readonly name: string;
  /** The line with this key as `lines` shows it, found at once in however long a cart. */
  line(key: string): CartLine<Item> | undefined;
  /** The keys of `lines` in their order: the same list until a line comes, goes or moves. */
  keys(): readonly string[];
  /** Calls `listener` when the line with this key changes. Other lines cost nothing then, however many are watched. Answers how to stop. */
  watch(key: string, listener: () => void): () => void;
  /**
   * Changes the cart at once and tells a server, which may refuse: when `send` rejects, exactly this change is taken back, whatever
   * was done meanwhile here or in other tabs, and the rejection is passed on. `change` is synchronous; its answer goes to `send`.
   * After a sign-in, a sign-out or a switch of users nothing is taken back any more.
   *
   * @example
   * await cart.attempt((cart) => cart.add(mug, 2), (key) => post('/api/cart', { key, add: 2 }));
   */
  attempt<Done, Result>(
    change: (cart: CartEdits<Item>) => Done,
    send: (done: Done) => Promise<Result>,
  ): Promise<Result>;
  /**
   * Asks the shop about every line, by the option `revalidate`, and answers the reports that stand then; they are in the state as well.
   * Nothing else changes until they are accepted. Calls while one is under way share its answer.
   * Throws `HOLDFAST_USAGE` where there is no such option.
   */
  revalidate(): Promise<readonly CartReport<Item>[]>;
  /**
   * Revalidates, where there is something to ask, and hands the cart to `handler`; when that fulfils, what was in it is cleared once,
   * in every tab. What was added meanwhile stays, and so do lines that weren't shown. Calls while one is under way share its answer.
   */
  checkout<Result>(handler: (order: Order<Item>) => Result | Promise<Result>): Promise<CheckoutResult<Result, Item>>;
}

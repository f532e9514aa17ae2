import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { ReadableStore } from '../../foundation/store.ts';
import type { AfterEnd } from '../../vault/host.ts';
import type { Receipt, SavedStatus } from '../saved.ts';

/** The least that can be put into a cart. */
export interface CartItem {
  /** What the shop calls it. */
  readonly sku: string;
  /** Size, colour …: items with other options are other lines. */
  readonly options?: Readonly<Record<string, string | number | boolean>>;
  /** Price of one in minor units (cents): a whole number, not below 0. */
  readonly price: number;
  readonly name?: string;
}

/** What happens to a guest's cart at sign-in; see {@link CartOptions.claim}. */
export type ClaimPolicy = 'sum' | 'max' | 'keep-account' | 'keep-guest' | 'none';

/** Options of `createCart`. */
export interface CartOptions<Item extends CartItem = CartItem> {
  /** ISO 4217, e.g. `'EUR'`. */
  readonly currency: string;
  /**
   * Any synchronous Standard Schema of an item. What it refuses can't be added, and is set aside when it is found in storage.
   * @default {@link CartItem}
   */
  readonly item?: StandardSchemaV1<Item, unknown>;
  readonly limits?: {
    /**
     * The most of one line that is shown and sold. What was added beyond is remembered, and comes back when the limit is raised.
     * @default none
     */
    readonly quantity?: number;
  };
  /**
   * What becomes of a guest's cart at sign-in, exactly once:
   * `sum` adds its quantities to the account's, `max` takes the larger of both, `keep-account` takes it only into an empty cart,
   * `keep-guest` replaces the account's, `none` leaves it with the guest.
   * @default 'sum'
   */
  readonly claim?: ClaimPolicy;
  /**
   * Whether it is sealed before it is stored (AES-GCM, under a key that no script can export).
   * @default false, and true where `afterSignOut` is `'seal'`
   */
  readonly personal?: boolean;
  /**
   * What becomes of it when the person signs out: see {@link AfterEnd}. After any other end it is kept for the same person.
   * @default 'wipe'
   */
  readonly afterSignOut?: AfterEnd;
}

/** One line: the item as it was last added, how many, and what they cost together. */
export type CartLine<Item extends CartItem = CartItem> = Readonly<Item> & {
  /** Names the line: canonical JSON of SKU and options. */
  readonly key: string;
  readonly quantity: number;
  /** Price × quantity, in minor units. */
  readonly total: number;
};

/** What is seen of a cart. Lines that didn't change keep their identity. */
export interface CartState<Item extends CartItem = CartItem> {
  /** In the order in which they were first added. */
  readonly lines: readonly CartLine<Item>[];
  /** Sum of the quantities. */
  readonly count: number;
  /** Sum of the lines, in minor units. */
  readonly total: number;
  readonly currency: string;
  readonly saved: SavedStatus;
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
  readonly total: number;
  readonly currency: string;
  /** Idempotency key: the same at every attempt and in every tab until the cart is bought. Send it along. */
  readonly key: string;
}

/** Answer of `checkout`. What the handler throws is thrown, and the cart stays as it was. */
export type CheckoutResult<Result> =
  | { readonly outcome: 'submitted'; readonly result: Result }
  /** There is nothing in it; another tab may have bought it. The handler was not called. */
  | { readonly outcome: 'empty' };

/**
 * A cart that outlives reload and crash, joins the account at sign-in, and in which no tab's change is lost.
 * It is a readable zustand store of {@link CartState}.
 */
export interface Cart<Item extends CartItem = CartItem> extends ReadableStore<CartState<Item>> {
  readonly name: string;
  /** Adds, and answers the key of the line. Throws `HOLDFAST_USAGE` for what is no item or no whole, positive quantity. */
  add(item: Item, quantity?: number): string;
  /** Takes `quantity` (at least 1) away, as far as there is that much. Answers whether the line is there. */
  subtract(key: string, quantity?: number): boolean;
  /** Sets how many there are; what other tabs add at the same moment still counts. Answers whether the line is there. */
  setQuantity(key: string, quantity: number): boolean;
  /** Removes a line. Answers whether it was there. */
  remove(key: string): boolean;
  /** Removes every line. */
  clear(): void;
  /**
   * Hands the cart to `handler`; when that fulfils, what was in it is cleared once, in every tab.
   * What was added meanwhile stays. Calls while one is under way share its answer.
   */
  checkout<Result>(handler: (order: Order<Item>) => Result | Promise<Result>): Promise<CheckoutResult<Result>>;
}

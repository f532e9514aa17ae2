import type { StandardSchemaV1 } from '@standard-schema/spec';
import { checkNames } from '../../foundation/options.ts';
import type { AfterEnd, DocumentOwner } from '../../vault/host.ts';
import { adviseOnName } from '../advice.ts';
import { demand, demandWord } from '../demand.ts';
import { isWhole } from '../quantity.ts';
import type { AdjustContext, CartAdjustment } from './adjustments.ts';
import type { CartItem, CartLine } from './item.ts';
import type { CartLimits } from './limits.ts';
import type { CartAnswer } from './reports.ts';

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
  /**
   * The most that is shown and sold. What is beyond is remembered, stands in `withheld`, and comes back when there is room.
   * @default none
   */
  readonly limits?: CartLimits;
  /**
   * Asks the shop what has become of these lines. Lines that the answers don't mention stay as they are. What differs becomes a report
   * for the person to accept, and nothing is bought before that; what is out of stock is not shown as bought meanwhile.
   * What it throws is thrown by `revalidate` and `checkout`.
   * @example revalidate: (lines) => post('/api/prices', lines.map(({ key, sku }) => ({ key, sku })))
   */
  readonly revalidate?: (lines: readonly CartLine<NoInfer<Item>>[]) => Promise<readonly CartAnswer<NoInfer<Item>>[]>;
  /**
   * What is added to the sum of the lines, or taken off: coupons, delivery, taxes. Pure and synchronous, in minor units.
   * Called when lines or coupons changed, and after a revalidation. Where it throws there are no adjustments, and the platform's
   * `report` hears of it.
   * @example adjust: (_, { coupons, subtotal }) =>
   *   coupons.includes('TEN') ? [{ id: 'TEN', label: '10 % off', amount: -multiply(subtotal, [10, 100]) }] : []
   */
  readonly adjust?: (lines: readonly CartLine<NoInfer<Item>>[], context: AdjustContext) => readonly CartAdjustment[];
  /**
   * What becomes of a guest's cart at sign-in, exactly once:
   * `sum` adds its quantities to the account's, `max` takes the larger of both, `keep-account` takes it only into an empty cart,
   * `keep-guest` replaces the account's and its coupons, `none` leaves it with the guest. Its coupons go along. With `sync`, all but `sum` wait for the
   * server's first answer, since the account may hold what this device has never seen; until then `saved` is `restoring`.
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
  /**
   * Whether it goes along to the person's other devices, where the session has `sync`.
   * @default true
   */
  readonly sync?: boolean;
}

const known = ['currency', 'item', 'limits', 'revalidate', 'adjust', 'claim', 'personal', 'afterSignOut', 'sync'];

/** Throws `HOLDFAST_CONFIG` for what makes no sense. */
export function checkCart<Item extends CartItem>(
  session: DocumentOwner,
  name: string,
  options: CartOptions<Item>,
): void {
  const where = `cart "${name}"`;
  demand(name, 'A cart needs a name, e.g. "cart".');
  adviseOnName(session, name);
  checkNames(where, options, known);
  const { currency, limits = {}, claim = 'sum', afterSignOut = 'wipe' } = options;
  checkNames(`${where}: limits`, limits, ['quantity', 'lines', 'count']);
  demand(/^[A-Z]{3}$/.test(currency), `${where}: currency must be a code like "EUR"; it is ${String(currency)}.`);
  for (const [limit, most] of Object.entries(limits))
    demand(
      isWhole(most) && most > 0,
      `${where}: limits.${limit} must be a whole number from 1; it is ${String(most)}.`,
    );
  demandWord(`${where}: claim`, claim, ['sum', 'max', 'keep-account', 'keep-guest', 'none']);
  demandWord(`${where}: afterSignOut`, afterSignOut, ['wipe', 'seal']);
}

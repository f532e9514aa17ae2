import type { Clock } from '../clock.ts';
import { Refusal } from '../http/refusal.ts';
import { createRecords } from '../records.ts';
import { sha256 } from '../secrets.ts';
import type { Store } from '../store.ts';
import { type Bill, billFor, type OrderForm } from './order-form.ts';
import type { Stock } from './stock.ts';

interface Order extends OrderForm, Bill {
  readonly id: string;
  /** ms since the epoch */
  readonly placedAt: number;
}

export interface Orders {
  /**
   * Places the order once per user and key, however often and however simultaneously it is asked.
   * `expected` is what the customer was shown, in euro cents: nobody is charged anything else.
   * @returns the order, and whether this very call placed it
   */
  place(
    userId: string,
    key: string,
    form: OrderForm,
    expected?: number,
  ): Promise<{ readonly order: Order; readonly placed: boolean }>;
  /** This user's orders, newest first. */
  of(userId: string): Promise<readonly Order[]>;
}

interface Entry {
  readonly order: Order;
  /** The idempotency key, and what came with it, as hashes. */
  readonly key: string;
  readonly form: string;
}

/** All of one user's orders are one record: to look for the key and to add the order is then a single step. */
type Book = readonly Entry[];

export function createOrders(store: Store, clock: Clock, stock: Stock): Orders {
  const books = createRecords<Book>(store, 'orders');

  const outOfStock = (sku: string): Refusal =>
    new Refusal(409, 'out_of_stock', `There is not enough left of ${sku}. Take fewer, or remove it.`);

  const otherTotal = (total: number): Refusal =>
    new Refusal(
      409,
      'total_differs',
      `This comes to ${total} cents today. Ask the shop again, and order what you see then.`,
    );

  /** What was asked for, without what the shop makes of it: prices may move between an attempt and its repetition. */
  const asked = ({ lines, ...others }: OrderForm): string =>
    JSON.stringify({ ...others, lines: lines.map(({ sku, options, quantity }) => ({ sku, options, quantity })) });

  /** The same answer for the same question; the same key for another question is a mistake of the caller. */
  function repeat(entry: Entry, form: string): { order: Order; placed: false } {
    if (entry.form === form) return { order: entry.order, placed: false };
    throw new Refusal(422, 'key_reused', 'This Idempotency-Key belongs to another order. Use a new key per order.');
  }

  return {
    async place(userId, givenKey, given, expected) {
      const [key, form] = await Promise.all([sha256(givenKey), sha256(asked(given))]);
      const known = (book: Book = []): Entry | undefined => book.find((entry) => entry.key === key);

      const earlier = known(await books.read(userId));
      if (earlier) return repeat(earlier, form);

      const bill = billFor(given);
      if (expected !== undefined && expected !== bill.total) throw otherTotal(bill.total);

      // Stock first: a crash between the two steps leaves goods on the shelf that nobody can buy, never an order
      // without goods.
      const lacking = await stock.take(given.lines);
      if (lacking !== undefined) throw outOfStock(lacking);

      const order: Order = {
        id: `HS-${crypto.randomUUID().slice(0, 8).toUpperCase()}`,
        ...given,
        ...bill,
        placedAt: clock.now(),
      };
      const { rival } = await books.change<{ next?: Book; rival?: Entry }>(userId, (book = []) => {
        const rival = known(book);
        return rival ? { rival } : { next: [...book, { order, key, form }] };
      });
      if (!rival) return { order, placed: true };
      await stock.putBack(given.lines);
      return repeat(rival, form);
    },

    of: async (userId) => ((await books.read(userId)) ?? []).map((entry) => entry.order).reverse(),
  };
}

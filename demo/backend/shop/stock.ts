import { createRecords } from '../records.ts';
import type { Store } from '../store.ts';
import { products } from './products.ts';

interface Wanted {
  readonly sku: string;
  readonly quantity: number;
}

export interface Stock {
  /** How many are left of each. */
  left(): Promise<ReadonlyMap<string, number>>;
  /** Takes all of it or nothing. @returns the sku there is too little of, `undefined` when all went well */
  take(wanted: readonly Wanted[]): Promise<string | undefined>;
  putBack(wanted: readonly Wanted[]): Promise<void>;
}

/** How many were sold of each: what is left follows, and a new product needs no migration. */
type Sold = Readonly<Record<string, number>>;

export function createStock(store: Store): Stock {
  const records = createRecords<Sold>(store, 'stock');
  const leftOf = (sold: Sold): Map<string, number> =>
    new Map(products.map(({ sku, stock }) => [sku, stock - (sold[sku] ?? 0)]));

  function add(sold: Sold, wanted: readonly Wanted[], sign: 1 | -1): Sold {
    const sum = { ...sold };
    for (const { sku, quantity } of wanted) sum[sku] = (sum[sku] ?? 0) + sign * quantity;
    return sum;
  }

  return {
    left: async () => leftOf((await records.read('sold')) ?? {}),

    async take(wanted) {
      const { lacking } = await records.change<{ next?: Sold; lacking?: string }>('sold', (sold = {}) => {
        const next = add(sold, wanted, 1);
        const lacking = [...leftOf(next)].find(([, left]) => left < 0)?.[0];
        return lacking === undefined ? { next } : { lacking };
      });
      return lacking;
    },

    async putBack(wanted) {
      await records.change('sold', (sold = {}) => ({ next: add(sold, wanted, -1) }));
    },
  };
}

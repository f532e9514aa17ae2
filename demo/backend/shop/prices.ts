import { createRecords } from '../records.ts';
import type { Store } from '../store.ts';
import { products } from './products.ts';

/** What everything costs today, by SKU, in euro cents. */
export type PriceList = ReadonlyMap<string, number>;

export interface Prices {
  today(): Promise<PriceList>;
  /** Makes one thing dearer or cheaper, by so many per cent of what it costs in the catalogue. */
  change(sku: string, percent: number): Promise<void>;
}

/** By how many per cent each price differs from the catalogue's. */
type Changes = Readonly<Record<string, number>>;

export function createPrices(store: Store): Prices {
  const records = createRecords<Changes>(store, 'prices');
  return {
    async today() {
      const changes = (await records.read('changes')) ?? {};
      return new Map(products.map(({ sku, price }) => [sku, Math.round((price * (100 + (changes[sku] ?? 0))) / 100)]));
    },
    async change(sku, percent) {
      await records.change('changes', (changes = {}) => ({ next: { ...changes, [sku]: percent } }));
    },
  };
}

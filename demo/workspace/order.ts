import type { Product } from '../shop/products.ts';

type Order = 'shelf' | 'price' | 'name';

export const orders: Readonly<Record<Order, string>> = { shelf: 'As it stands', price: 'By price', name: 'By name' };

/** The pinned ones, in the order in which they were pinned. */
export const pick = (products: readonly Product[], pinned: readonly string[]): readonly Product[] =>
  pinned.flatMap((sku) => products.filter((product) => product.sku === sku));

/** The shelf in an order; what is pinned stands first. */
export function arrange(products: readonly Product[], order: Order, pinned: readonly string[]): readonly Product[] {
  const sorted = [...products].sort((a, b) =>
    order === 'price' ? a.price - b.price : order === 'name' ? a.name.localeCompare(b.name, 'en') : 0,
  );
  return [...pick(products, pinned), ...sorted.filter(({ sku }) => !pinned.includes(sku))];
}

import { useEffect, useState } from 'react';

/** A product as the shop's server tells it. */
export interface Product {
  readonly sku: string;
  readonly name: string;
  readonly description: string;
  /** Euro cents. */
  readonly price: number;
  readonly image: string;
  readonly options?: Readonly<Record<string, readonly string[]>>;
  readonly stock: number;
}

/** What was chosen of a product, by the name of the option. */
export type Chosen = Readonly<Record<string, string>>;

export type Shelf =
  | { readonly status: 'loading' }
  | { readonly status: 'shown'; readonly products: readonly Product[] }
  | { readonly status: 'unreachable' };

async function fetchProducts(signal: AbortSignal): Promise<readonly Product[]> {
  // Anybody may look at the shelf, so this needs no session.
  const response = await fetch('/api/products', { signal, headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`The shelf answered ${response.status}.`);
  const body = (await response.json()) as { readonly products: readonly Product[] };
  return body.products;
}

/** The shelf, and a way to look again. */
export function useShelf(): readonly [Shelf, () => void] {
  const [shelf, setShelf] = useState<Shelf>({ status: 'loading' });
  const [look, setLook] = useState(0);
  useEffect(() => {
    const aborter = new AbortController();
    if (look > 0) setShelf({ status: 'loading' });
    fetchProducts(aborter.signal).then(
      (products) => setShelf({ status: 'shown', products }),
      () => aborter.signal.aborted || setShelf({ status: 'unreachable' }),
    );
    return () => aborter.abort();
  }, [look]);
  return [shelf, () => setLook((times) => times + 1)];
}

/** `M, navy`: what was chosen, as it is read. */
export const describeChoice = (chosen: Chosen): string => Object.values(chosen).join(', ');

/** The first of every option: nobody has to choose before they may add. */
export const firstChoice = ({ options = {} }: Product): Chosen =>
  Object.fromEntries(Object.entries(options).map(([name, values]) => [name, values[0] ?? '']));

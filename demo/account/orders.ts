import { useSession } from 'holdfast/react';
import { useEffect, useState } from 'react';

/** An order as the shop's server tells it. */
export interface Order {
  readonly id: string;
  /** Euro cents. */
  readonly total: number;
  /** Milliseconds since 1970. */
  readonly placedAt: number;
  readonly lines: readonly {
    readonly sku: string;
    readonly name: string;
    readonly options: Readonly<Record<string, string>>;
    readonly quantity: number;
    readonly price: number;
  }[];
}

export type Orders =
  | { readonly status: 'loading' }
  | { readonly status: 'shown'; readonly orders: readonly Order[] }
  | { readonly status: 'unreachable' };

/** This person's orders, and a way to ask again. */
export function useOrders(): readonly [Orders, () => void] {
  const { fetch } = useSession();
  const [orders, setOrders] = useState<Orders>({ status: 'loading' });
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const aborter = new AbortController();
    async function ask(): Promise<void> {
      const response = await fetch('/api/orders', { signal: aborter.signal, headers: { accept: 'application/json' } });
      if (!response.ok) throw new Error(`The orders answered ${response.status}.`);
      const body = (await response.json()) as { readonly orders: readonly Order[] };
      setOrders({ status: 'shown', orders: body.orders });
    }
    if (asked > 0) setOrders({ status: 'loading' });
    ask().catch(() => aborter.signal.aborted || setOrders({ status: 'unreachable' }));
    return () => aborter.abort();
  }, [fetch, asked]);
  return [orders, () => setAsked((times) => times + 1)];
}

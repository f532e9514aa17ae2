import { seconds } from 'holdfast';
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
  readonly adjustments: readonly { readonly id: string; readonly label: string; readonly amount: number }[];
}

export type Orders =
  | { readonly status: 'loading' }
  | { readonly status: 'shown'; readonly orders: readonly Order[] }
  | { readonly status: 'unreachable' };

const lookAgain = seconds(15);

/** This person's orders, and a way to ask again. What can't be reached is asked for again as soon as it may be. */
export function useOrders(): readonly [Orders, () => void] {
  const { fetch, on } = useSession();
  const [orders, setOrders] = useState<Orders>({ status: 'loading' });
  const [asked, setAsked] = useState({ aloud: false });
  useEffect(() => {
    const aborter = new AbortController();
    async function ask(): Promise<void> {
      const response = await fetch('/api/orders', { signal: aborter.signal, headers: { accept: 'application/json' } });
      if (!response.ok) throw new Error(`The orders answered ${response.status}.`);
      const body = (await response.json()) as { readonly orders: readonly Order[] };
      setOrders({ status: 'shown', orders: body.orders });
    }
    if (asked.aloud) setOrders({ status: 'loading' });
    ask().catch(() => aborter.signal.aborted || setOrders({ status: 'unreachable' }));
    return () => aborter.abort();
  }, [fetch, asked]);
  const unreachable = orders.status === 'unreachable';
  useEffect(() => {
    if (!unreachable) return;
    const again = (): void => setAsked({ aloud: false });
    const stopHearing = on('freshness', ({ freshness }) => freshness === 'fresh' && again());
    // A server that was away itself tells nobody that it is back.
    const looking = setInterval(again, lookAgain);
    addEventListener('online', again);
    return () => {
      stopHearing();
      clearInterval(looking);
      removeEventListener('online', again);
    };
  }, [on, unreachable]);
  return [orders, () => setAsked({ aloud: true })];
}

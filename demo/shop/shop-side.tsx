import { useCart, useCartLine } from 'holdfast/react';
import { type JSX, useState } from 'react';
import { cart } from '../session.ts';
import { changeShelf, describeNo } from './ask-shop.ts';

/** The other side of the counter, for whoever wants to see what a cart does when the shop changes its mind. */
export function ShopSide({ first }: { readonly first: string }): JSX.Element | null {
  const line = useCartLine(cart, first);
  const asking = useCart(cart, (state) => state.revalidating);
  const [said, setSaid] = useState('');
  if (!line) return null;
  const { sku, name } = line;

  const play = async (change: Parameters<typeof changeShelf>[1], told: string): Promise<void> => {
    try {
      await changeShelf(sku, change);
      setSaid(told);
    } catch (failure) {
      setSaid(describeNo(failure));
    }
  };
  const askAgain = async (): Promise<void> => {
    try {
      const { length } = await cart.revalidate();
      setSaid(length ? 'There is news, above your lines.' : 'The shop sees it just as your cart does.');
    } catch (failure) {
      setSaid(describeNo(failure));
    }
  };

  return (
    <details className="shop-side">
      <summary>Play the shop</summary>
      <div className="stack">
        <p className="small">
          Change something behind the cart’s back, then ask, or go on to checkout as if nothing had happened.
        </p>
        <div className="row">
          <button
            type="button"
            className="button"
            onClick={() => void play({ percent: 10 }, `${name} is 10 % dearer now, and your cart doesn’t know.`)}
          >
            Make {name} dearer
          </button>
          <button
            type="button"
            className="button"
            onClick={() => void play({ left: 1 }, `There is one ${name} left now, and your cart doesn’t know.`)}
          >
            Sell all but one
          </button>
          <button
            type="button"
            className="button"
            onClick={() => void play({ percent: 0, left: 40 }, `${name} is as it was.`)}
          >
            Put it back
          </button>
          <button type="button" className="button" aria-busy={asking} onClick={() => void askAgain()}>
            Ask the shop
          </button>
        </div>
        <p role="status" className="small">
          {said}
        </p>
      </div>
    </details>
  );
}

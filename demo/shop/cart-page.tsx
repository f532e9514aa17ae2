import { useCart, useCartKeys } from 'holdfast/react';
import { type JSX, useEffect, useRef, useState } from 'react';
import { cart } from '../session.ts';
import { Page } from '../shell/page.tsx';
import { hrefTo } from '../shell/router.ts';
import { Saved } from '../shell/saved.tsx';
import { CartLineView } from './cart-line.tsx';
import { CartSum } from './cart-sum.tsx';
import { News } from './news.tsx';
import { ShopSide } from './shop-side.tsx';

/** Asks the shop once, as soon as it is known what was left here. That it can't be reached shows at the checkout. */
function useRevalidation(): void {
  const known = useCart(cart, ({ saved }) => saved !== 'restoring');
  useEffect(() => {
    if (known) cart.revalidate().catch(() => {});
  }, [known]);
}

/** The cart as a page: what the shop says about it, lines, quantities, and what it comes to. */
export function CartPage(): JSX.Element {
  const keys = useCartKeys(cart);
  const saved = useCart(cart, (state) => state.saved);
  const savedTo = useCart(cart, (state) => state.savedTo);
  const [said, setSaid] = useState('');
  const list = useRef<HTMLHeadingElement>(null);
  useRevalidation();

  const sayAndStay = (words: string): void => {
    setSaid(words);
    list.current?.focus();
  };

  const [first] = keys;
  return (
    <Page title="Your cart" above={<Saved of={cart} state={{ saved, savedTo }} />}>
      <span className="unseen" role="status">
        {said}
      </span>
      {first === undefined ? (
        <div className="stack">
          <h2 ref={list} tabIndex={-1}>
            {saved === 'restoring' ? 'One moment …' : 'There is nothing in it yet'}
          </h2>
          {saved !== 'restoring' && (
            <>
              <p className="soft">A rope is always a good start.</p>
              <a className="button primary" href={hrefTo('')}>
                To the shelf
              </a>
            </>
          )}
        </div>
      ) : (
        <div className="cart">
          <section aria-label="Lines">
            <h2 ref={list} tabIndex={-1} className="unseen">
              What is in it
            </h2>
            <News onAccepted={sayAndStay} />
            <ul className="lines">
              {keys.map((id) => (
                <CartLineView key={id} id={id} onRemoved={(name) => sayAndStay(`${name} is out of your cart.`)} />
              ))}
            </ul>
            <ShopSide first={first} />
          </section>
          <CartSum />
        </div>
      )}
    </Page>
  );
}

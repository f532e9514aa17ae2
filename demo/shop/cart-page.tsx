import { useCart } from 'holdfast/react';
import { type JSX, useRef, useState } from 'react';
import { cart } from '../session.ts';
import { Page } from '../shell/page.tsx';
import { hrefTo } from '../shell/router.ts';
import { Saved } from '../shell/saved.tsx';
import { useMoney } from '../workspace/money.ts';
import { CartLineView } from './cart-line.tsx';

/** The cart as a page: lines, quantities, and what it comes to. */
export function CartPage(): JSX.Element {
  const money = useMoney();
  const { lines, count, total, currency, saved } = useCart(cart);
  const [said, setSaid] = useState('');
  const list = useRef<HTMLHeadingElement>(null);

  const removed = (name: string): void => {
    setSaid(`${name} is out of your cart.`);
    list.current?.focus();
  };

  const empty = lines.length === 0;
  return (
    <Page title="Your cart" above={<Saved status={saved} />}>
      <span className="unseen" role="status">
        {said}
      </span>
      {empty ? (
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
            <ul className="lines">
              {lines.map((line) => (
                <CartLineView key={line.key} line={line} currency={currency} onRemoved={removed} />
              ))}
            </ul>
          </section>
          <section className="card sum" aria-label="Total">
            <dl>
              <div>
                <dt>
                  {count} {count === 1 ? 'thing' : 'things'}
                </dt>
                <dd className="number">{money(total, currency)}</dd>
              </div>
              <div>
                <dt>Delivery</dt>
                <dd>on us</dd>
              </div>
              <div className="whole-sum">
                <dt>Total</dt>
                <dd className="number">{money(total, currency)}</dd>
              </div>
            </dl>
            <a className="button primary wide" href={hrefTo('checkout')}>
              Go to checkout
            </a>
            <a className="small" href={hrefTo('')}>
              Keep looking
            </a>
          </section>
        </div>
      )}
    </Page>
  );
}

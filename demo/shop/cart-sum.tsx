import { useCart } from 'holdfast/react';
import type { JSX } from 'react';
import { cart } from '../session.ts';
import { hrefTo } from '../shell/router.ts';
import { useMoney } from '../workspace/money.ts';
import { CouponForm } from './coupon-form.tsx';

/** What the cart comes to, and the way on. */
export function CartSum(): JSX.Element {
  const money = useMoney();
  const { count, subtotal, adjustments, total, currency, reports } = useCart(cart);
  return (
    <section className="card sum" aria-label="Total">
      <dl>
        <div>
          <dt>
            {count} {count === 1 ? 'thing' : 'things'}
          </dt>
          <dd className="number">{money(subtotal, currency)}</dd>
        </div>
        {adjustments.map(({ id, label, amount }) => (
          <div key={id}>
            <dt>{label}</dt>
            <dd className="number">{money(amount, currency)}</dd>
          </div>
        ))}
        <div>
          <dt>Delivery</dt>
          <dd>on us</dd>
        </div>
        <div className="whole-sum">
          <dt>Total</dt>
          <dd className="number" data-total={total}>
            {money(total, currency)}
          </dd>
        </div>
      </dl>
      <CouponForm />
      <a className="button primary wide" href={hrefTo('checkout')}>
        Go to checkout
      </a>
      {reports.length > 0 && <p className="small">The order has to wait for the news above.</p>}
      <a className="small" href={hrefTo('')}>
        Keep looking
      </a>
    </section>
  );
}

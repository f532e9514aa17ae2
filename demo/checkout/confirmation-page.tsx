import type { JSX } from 'react';
import { useOrders } from '../account/orders.ts';
import { Page } from '../shell/page.tsx';
import { hrefTo } from '../shell/router.ts';
import { describeChoice } from '../shop/products.ts';
import { useMoney } from '../workspace/money.ts';

/** Thanks for one order. The shop is asked for it, so that a reload shows it again. */
export function ConfirmationPage({ id }: { readonly id: string }): JSX.Element {
  const money = useMoney();
  const [orders] = useOrders();
  const order = orders.status === 'shown' ? orders.orders.find((placed) => placed.id === id) : undefined;
  if (orders.status === 'shown' && !order) {
    return (
      <Page title="No such order" className="narrow">
        <p>
          There is no order {id} in your account. <a href={hrefTo('account')}>See what is there</a>.
        </p>
      </Page>
    );
  }
  return (
    <Page title="Thank you. It’s on its way." className="narrow" above={<p className="soft small">Order {id}</p>}>
      <div className="stack">
        {orders.status === 'unreachable' && <p className="note bad">The shop can’t be reached to show the details.</p>}
        {order && (
          <div className="card wide-card">
            <ul className="review-lines">
              {order.lines.map((line) => (
                <li key={line.sku + JSON.stringify(line.options)}>
                  <span>
                    <span className="number">{line.quantity} ×</span>{' '}
                    {[line.name, describeChoice(line.options)].filter(Boolean).join(', ')}
                  </span>
                  <span className="number">{money(line.price * line.quantity, 'EUR')}</span>
                </li>
              ))}
              {order.adjustments.map(({ id, label, amount }) => (
                <li key={id}>
                  <span>{label}</span>
                  <span className="number">{money(amount, 'EUR')}</span>
                </li>
              ))}
              <li className="whole-sum">
                <span>Total</span>
                <span className="number">{money(order.total, 'EUR')}</span>
              </li>
            </ul>
          </div>
        )}
        <p>
          Your cart is empty again, in every tab and on every device. The form is, too: nothing of your card was kept
          anywhere.
        </p>
        <div className="row">
          <a className="button primary" href={hrefTo('')}>
            Back to the shelf
          </a>
          <a className="button" href={hrefTo('account')}>
            Your orders
          </a>
        </div>
      </div>
    </Page>
  );
}

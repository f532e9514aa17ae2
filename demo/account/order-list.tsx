import type { JSX } from 'react';
import { describeChoice } from '../shop/products.ts';
import { useMoney } from '../workspace/money.ts';
import { useOrders } from './orders.ts';

const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

export function OrderList(): JSX.Element {
  const money = useMoney();
  const [orders, askAgain] = useOrders();
  if (orders.status === 'loading') return <p className="soft">Looking into the ledger…</p>;
  if (orders.status === 'unreachable') {
    return (
      <div className="note bad" role="alert">
        <span>The ledger can’t be reached.</span>
        <div>
          <button type="button" className="button" onClick={askAgain}>
            Look again
          </button>
        </div>
      </div>
    );
  }
  if (orders.orders.length === 0) return <p className="soft">None yet. The bell is nearly gone, by the way.</p>;
  return (
    <ul className="orders">
      {orders.orders.map(({ id, placedAt, total, lines }) => (
        <li key={id}>
          <div className="row">
            <strong className="mono">{id}</strong>
            <span className="soft small">{day.format(placedAt)}</span>
            <span className="price">{money(total, 'EUR')}</span>
          </div>
          <p className="soft small">
            {lines
              .map(({ name, options, quantity }) =>
                [`${quantity} × ${name}`, describeChoice(options)].filter(Boolean).join(', '),
              )
              .join(' · ')}
          </p>
        </li>
      ))}
    </ul>
  );
}

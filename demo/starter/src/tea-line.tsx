import { formatMoney } from 'holdfast';
import { useCart } from 'holdfast/react';
import type { ReactNode } from 'react';
import type { TeaDocuments } from './session.ts';

const tea = { sku: 'assam', name: 'Assam, 100 g', price: 690 };

/** One line of a cart. What several tabs add at once, each adds. */
export function TeaLine({ cart }: Pick<TeaDocuments, 'cart'>): ReactNode {
  const { lines, total, add, subtract } = useCart(cart);
  const line = lines.find(({ sku }) => sku === tea.sku);
  const quantity = line?.quantity ?? 0;
  return (
    <section aria-label="Tea" className="line">
      <div>
        <b>{tea.name}</b>
        <span className="soft">{formatMoney(tea.price, 'EUR')} each</span>
      </div>
      <div className="stepper">
        <button
          type="button"
          className="plain"
          aria-label="One less"
          disabled={quantity === 0}
          onClick={() => line && subtract(line.key)}
        >
          −
        </button>
        <output aria-label="Quantity">{quantity}</output>
        <button
          type="button"
          className="plain"
          aria-label="One more"
          disabled={quantity === 20}
          onClick={() => add(tea)}
        >
          +
        </button>
      </div>
      <b className="total">{formatMoney(total, 'EUR')}</b>
    </section>
  );
}

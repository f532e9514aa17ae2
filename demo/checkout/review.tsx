import { useCart, useDraft } from 'holdfast/react';
import { type JSX, useState } from 'react';
import { cart, checkout } from '../session.ts';
import { goTo, hrefTo } from '../shell/router.ts';
import { describeChoice } from '../shop/products.ts';
import { useMoney } from '../workspace/money.ts';
import { describeFailure, placeOrder } from './place-order.ts';
import { ways } from './schemas.ts';

/** The last four digits are what a person knows a card by. */
const endOf = (cardNumber: string | undefined): string => (cardNumber ?? '').replace(/\D/g, '').slice(-4);

interface ReviewProps {
  readonly onBack: () => void;
}

/** Everything once more, and the button that counts. */
export function Review({ onBack }: ReviewProps): JSX.Element {
  const money = useMoney();
  const { values, submitting } = useDraft(checkout);
  const { lines, adjustments, total, currency, reports } = useCart(cart);
  const [problem, setProblem] = useState<string | null>(null);
  const { contact, delivery, payment } = values;

  async function place(): Promise<void> {
    if (submitting) return;
    setProblem(null);
    try {
      const placed = await placeOrder();
      if (placed === 'invalid') onBack();
      else goTo(placed === 'elsewhere' ? 'account' : `order/${placed.id}`);
    } catch (failure) {
      setProblem(describeFailure(failure));
    }
  }

  return (
    <div className="stack review">
      <dl className="facts">
        <dt>To</dt>
        <dd>
          {contact.name}, {delivery.street}, {delivery.postcode} {delivery.city}, {delivery.country}
        </dd>
        <dt>How</dt>
        <dd>{delivery.way && ways[delivery.way]}</dd>
        {delivery.photo && (
          <>
            <dt>Picture</dt>
            <dd>{delivery.photo.name}</dd>
          </>
        )}
        <dt>Receipt to</dt>
        <dd>{contact.email}</dd>
        <dt>Card</dt>
        <dd>
          ending in <span className="number">{endOf(payment.cardNumber)}</span>
        </dd>
      </dl>
      <ul className="review-lines">
        {lines.map((line) => (
          <li key={line.key}>
            <span>
              <span className="number">{line.quantity} ×</span> {line.name}
              {describeChoice(line.options) && <span className="soft"> ({describeChoice(line.options)})</span>}
            </span>
            <span className="number">{money(line.total, currency)}</span>
          </li>
        ))}
        {adjustments.map(({ id, label, amount }) => (
          <li key={id}>
            <span>{label}</span>
            <span className="number">{money(amount, currency)}</span>
          </li>
        ))}
        <li className="whole-sum">
          <span>Total, delivery on us</span>
          <span className="number">{money(total, currency)}</span>
        </li>
      </ul>
      <div role="alert" className={problem === null ? 'unseen' : 'note bad'}>
        {problem}
        {problem !== null &&
          (reports.length > 0 ? (
            <a href={hrefTo('cart')}>See the news in your cart</a>
          ) : (
            <a href={hrefTo('account')}>Your orders</a>
          ))}
      </div>
      <div className="row">
        <button type="button" className="button primary" aria-busy={submitting} onClick={() => void place()}>
          {submitting ? 'Placing the order…' : `Place order, ${money(total, currency)}`}
        </button>
        <button type="button" className="button quiet" onClick={onBack}>
          Back
        </button>
      </div>
    </div>
  );
}

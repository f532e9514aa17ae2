import type { CartLine } from 'holdfast';
import { useCartLine } from 'holdfast/react';
import { type JSX, useId, useState } from 'react';
import { cart } from '../session.ts';
import { useMoney } from '../workspace/money.ts';
import { Picture } from './art/picture.tsx';
import { askForQuantity, describeNo } from './ask-shop.ts';
import type { ShopItem } from './item.ts';
import { describeChoice } from './products.ts';

interface QuantityProps {
  readonly line: CartLine<ShopItem>;
  readonly onRemoved: () => void;
  readonly onRefused: (why: string | null) => void;
}

/**
 * Down, a number to type, up. What is in the field stays while somebody is in it. More of something is shown at once and the
 * shop is told; when it has not that many, exactly that step is taken back.
 */
function Quantity({ line, onRemoved, onRefused }: QuantityProps): JSX.Element {
  const id = useId();
  const [held, setHeld] = useState<{ readonly text: string; readonly isTyped: boolean } | null>(null);

  const want = (quantity: number, change: Parameters<typeof cart.attempt>[0]): void => {
    onRefused(null);
    cart
      .attempt(change, () => askForQuantity(line.sku, quantity))
      .catch((failure: unknown) => onRefused(describeNo(failure)));
  };

  function commit(): void {
    const quantity = Math.min(99, Number(held?.text));
    if (held?.isTyped && Number.isInteger(quantity) && quantity > 0)
      want(quantity, (edits) => edits.setQuantity(line.key, quantity));
    setHeld(null);
  }

  function fewer(): void {
    onRefused(null);
    cart.subtract(line.key);
    if (line.quantity <= 1) onRemoved();
  }

  return (
    <div className="quantity">
      <button type="button" className="button" onClick={fewer}>
        <span aria-hidden="true">−</span>
        <span className="unseen">One less: {line.name}</span>
      </button>
      <label htmlFor={id} className="unseen">
        Quantity of {line.name}
      </label>
      <input
        id={id}
        inputMode="numeric"
        autoComplete="off"
        value={held?.text ?? String(line.quantity)}
        // What comes from another tab or device meanwhile waits until the field is left.
        onFocus={() => setHeld({ text: String(line.quantity), isTyped: false })}
        onChange={(event) => setHeld({ text: event.target.value, isTyped: true })}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
      <button
        type="button"
        className="button"
        aria-disabled={line.quantity >= 99}
        onClick={() => line.quantity < 99 && want(line.quantity + 1, (edits) => edits.add(itemOf(line)))}
      >
        <span aria-hidden="true">+</span>
        <span className="unseen">One more: {line.name}</span>
      </button>
    </div>
  );
}

const itemOf = ({ sku, name, image, options, price }: CartLine<ShopItem>): ShopItem => ({
  sku,
  name,
  image,
  options,
  price,
});

interface CartLineViewProps {
  /** The line's key. */
  readonly id: string;
  readonly onRemoved: (name: string) => void;
}

/** One line, which renders for itself alone. */
export function CartLineView({ id, onRemoved }: CartLineViewProps): JSX.Element | null {
  const money = useMoney();
  const line = useCartLine(cart, id);
  const [refused, setRefused] = useState<string | null>(null);
  if (!line) return null;
  const { currency } = cart.getState();
  const choice = describeChoice(line.options);
  const full = [line.name, choice].filter(Boolean).join(', ');
  const remove = (): void => {
    cart.remove(line.key);
    onRemoved(full);
  };
  return (
    <li className="line">
      <div className="tile">
        <Picture image={line.image} colour={line.options['colour']} />
      </div>
      <div className="line-words">
        <h3>{line.name}</h3>
        {choice && <p className="soft small">{choice}</p>}
        <p className="soft small number">{money(line.price, currency)} each</p>
      </div>
      <Quantity line={line} onRemoved={() => onRemoved(full)} onRefused={setRefused} />
      <p className="price">{money(line.total, currency)}</p>
      <button type="button" className="button quiet" onClick={remove}>
        Remove<span className="unseen"> {full}</span>
      </button>
      <p role="alert" className={refused === null ? 'unseen' : 'refused'}>
        {refused}
      </p>
    </li>
  );
}

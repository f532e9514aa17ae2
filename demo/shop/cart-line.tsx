import type { CartLine } from 'holdfast';
import { type JSX, useId, useState } from 'react';
import { cart } from '../session.ts';
import { useMoney } from '../workspace/money.ts';
import { Picture } from './art/picture.tsx';
import type { ShopItem } from './item.ts';
import { describeChoice } from './products.ts';

interface QuantityProps {
  readonly line: CartLine<ShopItem>;
  readonly onRemoved: () => void;
}

/** Down, a number to type, up. What is half typed stays in the field until it is a number. */
function Quantity({ line, onRemoved }: QuantityProps): JSX.Element {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);

  function commit(): void {
    const quantity = Number(typed);
    if (typed !== null && typed.trim() !== '' && Number.isInteger(quantity) && quantity > 0)
      cart.setQuantity(line.key, Math.min(99, quantity));
    setTyped(null);
  }

  function fewer(): void {
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
        value={typed ?? String(line.quantity)}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
      <button
        type="button"
        className="button"
        aria-disabled={line.quantity >= 99}
        onClick={() => line.quantity < 99 && cart.add(itemOf(line))}
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
  readonly line: CartLine<ShopItem>;
  readonly currency: string;
  readonly onRemoved: (name: string) => void;
}

export function CartLineView({ line, currency, onRemoved }: CartLineViewProps): JSX.Element {
  const money = useMoney();
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
      <Quantity line={line} onRemoved={() => onRemoved(full)} />
      <p className="price">{money(line.total, currency)}</p>
      <button type="button" className="button quiet" onClick={remove}>
        Remove<span className="unseen"> {full}</span>
      </button>
    </li>
  );
}

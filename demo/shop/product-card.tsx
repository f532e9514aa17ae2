import { useCart, useSettings } from 'holdfast/react';
import { type FormEvent, type JSX, useId, useState } from 'react';
import { cart, workspace } from '../session.ts';
import { useMoney } from '../workspace/money.ts';
import { pin } from '../workspace/pin.ts';
import { Picture } from './art/picture.tsx';
import type { ShopItem } from './item.ts';
import { type Chosen, describeChoice, firstChoice, type Product } from './products.ts';

const sameChoice = (one: Chosen, other: Chosen): boolean =>
  Object.entries(one).every(([name, value]) => other[name] === value);

/** How many of exactly this choice are in the cart. What else is in it is no reason to render. */
function useInCart({ sku }: Product, chosen: Chosen): number {
  return useCart(
    cart,
    ({ lines }) => lines.find((line) => line.sku === sku && sameChoice(chosen, line.options))?.quantity ?? 0,
  );
}

interface OptionsProps {
  readonly product: Product;
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
}

function Options({ product, chosen, onChoose }: OptionsProps): JSX.Element {
  const id = useId();
  return (
    <div className="options">
      {Object.entries(product.options ?? {}).map(([name, values]) => (
        <div key={name} className="field">
          <label htmlFor={id + name}>
            {name === 'colour' ? 'Colour' : 'Size'}
            <span className="unseen"> of {product.name}</span>
          </label>
          <select
            id={id + name}
            value={chosen[name]}
            onChange={(event) => onChoose({ ...chosen, [name]: event.target.value })}
          >
            {values.map((value) => (
              <option key={value}>{value}</option>
            ))}
          </select>
        </div>
      ))}
    </div>
  );
}

interface PinProps {
  readonly sku: string;
  readonly name: string;
  readonly onRefused: (why: string) => void;
}

/** Keeps a product at hand, in every tab. */
function PinButton({ sku, name, onRefused }: PinProps): JSX.Element {
  const pinned = useSettings(workspace, ({ values }) => values.pinned.includes(sku));
  return (
    <button type="button" className="pin" aria-pressed={pinned} onClick={() => onRefused(pin(sku, !pinned) ?? '')}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M9 3h6l-1 6 4 4v2H6v-2l4-4zM12 15v6" />
      </svg>
      <span className="unseen">Keep {name} at hand</span>
    </button>
  );
}

/** One product: what it is, in which form, and into the cart with it. */
export function ProductCard({ product }: { readonly product: Product }): JSX.Element {
  const [chosen, setChosen] = useState<Chosen>(() => firstChoice(product));
  const [said, setSaid] = useState('');
  const inCart = useInCart(product, chosen);
  const { sku, name, image, price, stock, description } = product;
  const titleId = useId();
  const money = useMoney();
  const { low, below } = useSettings(workspace, ({ values }) => values.notifications.stock);

  function add(event: FormEvent): void {
    event.preventDefault();
    const item: ShopItem = { sku, name, image, price, options: { ...chosen } };
    cart.add(item);
    setSaid(`${[name, describeChoice(chosen)].filter(Boolean).join(', ')} is in your cart.`);
  }

  return (
    <article className="product" aria-labelledby={titleId}>
      <div className="tile">
        <Picture image={image} colour={chosen['colour']} />
        <PinButton sku={sku} name={name} onRefused={setSaid} />
        {inCart > 0 ? (
          <p className="tag">{inCart} in your cart</p>
        ) : (
          low && stock > 0 && stock < below && <p className="tag scarce">Only {stock} left</p>
        )}
      </div>
      <div className="words">
        <div className="title">
          <h3 id={titleId}>
            <span id={`product-${sku}`} tabIndex={-1}>
              {name}
            </span>
          </h3>
          <span className="price">{money(price, 'EUR')}</span>
        </div>
        <p className="small soft">{description}</p>
      </div>
      <form onSubmit={add}>
        {product.options && <Options product={product} chosen={chosen} onChoose={setChosen} />}
        <button type="submit" className="button primary wide" disabled={stock === 0}>
          {stock === 0 ? 'Sold out' : 'Add to cart'}
          <span className="unseen"> {name}</span>
        </button>
        <span className="unseen" role="status">
          {said}
        </span>
      </form>
    </article>
  );
}

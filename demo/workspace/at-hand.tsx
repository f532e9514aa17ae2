import { useSettings } from 'holdfast/react';
import type { JSX } from 'react';
import { workspace } from '../session.ts';
import { Picture } from '../shop/art/picture.tsx';
import { firstChoice, type Product } from '../shop/products.ts';
import { useMoney } from './money.ts';
import { pick } from './order.ts';

/** What is pinned, above the shelf. Whether it is open is this tab's own. */
export function AtHand({ products }: { readonly products: readonly Product[] }): JSX.Element | null {
  const { pinned, panel } = useSettings(workspace, ({ values }) => values);
  const money = useMoney();
  const shown = pick(products, pinned);
  if (shown.length === 0) return null;
  return (
    <section className="at-hand" aria-labelledby="at-hand">
      <h2>
        <button
          type="button"
          id="at-hand"
          aria-expanded={panel.open}
          aria-controls="at-hand-list"
          onClick={() => workspace.set('panel.open', !panel.open)}
        >
          At hand <span className="count">{shown.length}</span>
        </button>
      </h2>
      <ul id="at-hand-list" hidden={!panel.open}>
        {shown.map((product) => (
          <li key={product.sku}>
            <button type="button" onClick={() => document.getElementById(`product-${product.sku}`)?.focus()}>
              <span className="thumb">
                <Picture image={product.image} colour={firstChoice(product)['colour']} />
              </span>
              <span>
                {product.name} <span className="soft number">{money(product.price, 'EUR')}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

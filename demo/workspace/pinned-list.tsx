import { useSettings } from 'holdfast/react';
import { type JSX, useState } from 'react';
import { workspace } from '../session.ts';
import { type Product, useShelf } from '../shop/products.ts';
import { pin } from './pin.ts';
import { Scope } from './scope.tsx';

const nameOf = (products: readonly Product[], sku: string): string =>
  products.find((product) => product.sku === sku)?.name ?? sku;

/** A set: two tabs that pin different things keep both. */
export function PinnedList(): JSX.Element {
  const pinned = useSettings(workspace, ({ values }) => values.pinned);
  const [shelf] = useShelf();
  const [said, setSaid] = useState('');
  const products = shelf.status === 'shown' ? shelf.products : [];
  const rest = products.filter(({ sku }) => !pinned.includes(sku));
  return (
    <section className="card" aria-labelledby="pinned">
      <h2 id="pinned">At hand</h2>
      <Scope of="account" />
      {pinned.length === 0 ? (
        <p className="soft">Nothing yet. What you pin stands first on the shelf.</p>
      ) : (
        <ul className="chips">
          {pinned.map((sku) => (
            <li key={sku}>
              {nameOf(products, sku)}
              <button
                type="button"
                onClick={() => {
                  pin(sku, false);
                  setSaid(`${nameOf(products, sku)} is no longer at hand.`);
                }}
              >
                <span aria-hidden="true">×</span>
                <span className="unseen">Take off {nameOf(products, sku)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="field">
        <label htmlFor="pin-more">Pin something</label>
        <select
          id="pin-more"
          value=""
          onChange={(event) => {
            const sku = event.target.value;
            setSaid(pin(sku, true) ?? `${nameOf(products, sku)} is at hand.`);
          }}
        >
          <option value="">Choose…</option>
          {rest.map(({ sku, name }) => (
            <option key={sku} value={sku}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <p className="small pin-said" role="status">
        {said}
      </p>
    </section>
  );
}

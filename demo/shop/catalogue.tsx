import { useSettings } from 'holdfast/react';
import type { JSX } from 'react';
import { workspace } from '../session.ts';
import { useHeading } from '../shell/page.tsx';
import { AtHand } from '../workspace/at-hand.tsx';
import { arrange } from '../workspace/order.ts';
import { Hero } from './hero.tsx';
import { ProductCard } from './product-card.tsx';
import { type Shelf, useShelf } from './products.ts';

function ShelfView({ shelf, lookAgain }: { readonly shelf: Shelf; readonly lookAgain: () => void }): JSX.Element {
  const { shelf: look, pinned, panel } = useSettings(workspace, ({ values }) => values);
  if (shelf.status === 'unreachable') {
    return (
      <div className="note bad" role="alert">
        <strong>The shelf can’t be reached.</strong>
        <span>What is in your cart is safe on this device.</span>
        <div>
          <button type="button" className="button" onClick={lookAgain}>
            Look again
          </button>
        </div>
      </div>
    );
  }
  if (shelf.status === 'loading') {
    return (
      <div className="shelf" role="status" aria-label="Loading the shelf">
        {[1, 2, 3, 4, 5, 6].map((place) => (
          <div key={place} className="product ghost" />
        ))}
      </div>
    );
  }
  return (
    <ul className="shelf" data-density={look.density}>
      {arrange(shelf.products, panel.order, pinned).map((product) => (
        <li key={product.sku}>
          <ProductCard product={product} />
        </li>
      ))}
    </ul>
  );
}

/** The front page: what the shop is, and everything it has. */
export function Catalogue(): JSX.Element {
  const [shelf, lookAgain] = useShelf();
  const heading = useHeading('Shop');
  return (
    <div className="page">
      <Hero heading={heading} />
      {shelf.status === 'shown' && <AtHand products={shelf.products} />}
      <div className="shop-head">
        <h2>On the shelf</h2>
        <p className="soft small">{shelf.status === 'shown' ? `${shelf.products.length} things that last` : ' '}</p>
      </div>
      <ShelfView shelf={shelf} lookAgain={lookAgain} />
      <div className="promises">
        <p>
          <strong>Your cart waits</strong>
          Close the tab, let the battery die: what was saved is here when you are back.
        </p>
        <p>
          <strong>One shop in every tab</strong>
          Add in one, see it in the other. Sign out in one, and all of them are closed.
        </p>
        <p>
          <strong>Guests are welcome</strong>
          Fill the cart first. When you sign in, it joins what your account holds, once.
        </p>
      </div>
    </div>
  );
}

import { act, cleanup, render } from '@testing-library/react';
import { type Cart, createCart } from 'holdfast';
import { useCart, useCartKeys, useCartLine } from 'holdfast/react';
import { type ReactNode, useMemo } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { type OpenShop, openSession } from './support/shop.tsx';

afterEach(cleanup);

interface Watched {
  readonly cart: Cart;
  /** What was rendered, in order. */
  readonly drawn: string[];
}

function Line({ cart, drawn, id }: Watched & { readonly id: string }): ReactNode {
  const line = useCartLine(cart, id);
  const text = line && `${line.quantity} ${line.sku}`;
  drawn.push(text ?? 'nothing');
  return <li>{text}</li>;
}

function List({ cart, drawn }: Watched): ReactNode {
  const keys = useCartKeys(cart);
  drawn.push(`list of ${keys.length}`);
  // Elements that stay the same don't render again with the list: what renders then does so for itself.
  const rows = useMemo(
    () => keys.map((id) => <Line key={id} cart={cart} drawn={drawn} id={id} />),
    [cart, drawn, keys],
  );
  return <ul>{rows}</ul>;
}

function Sum({ cart, drawn }: Watched): ReactNode {
  const total = useCart(cart, (state) => state.total);
  drawn.push(`sum ${total}`);
  return <p>{total}</p>;
}

async function openCart(): Promise<Watched & { readonly shop: OpenShop }> {
  const shop = await openSession();
  const cart = createCart(shop.session, 'cart', { currency: 'EUR' });
  await shop.settle();
  return { shop, cart, drawn: [] };
}

describe('a list of lines', () => {
  it('renders one line for one quantity, and itself only when a line comes or goes', async () => {
    const { shop, cart, drawn } = await openCart();
    const since = (): string[] => drawn.splice(0);
    const { container } = render(
      <>
        <List cart={cart} drawn={drawn} />
        <Sum cart={cart} drawn={drawn} />
      </>,
    );
    expect(since()).toEqual(['list of 0', 'sum 0']);
    let mug = '';
    act(() => {
      mug = cart.add({ sku: 'mug', price: 1999 }, 2);
    });
    expect(since()).toEqual(['list of 1', '2 mug', 'sum 3998']);
    await shop.at(1);
    act(() => void cart.add({ sku: 'pan', price: 4900 }));
    expect(since()).toEqual(['list of 2', '2 mug', '1 pan', 'sum 8898']);
    act(() => void cart.setQuantity(mug, 3));
    expect(since()).toEqual(['3 mug', 'sum 10897']);
    await shop.settle();
    act(() => void cart.addCoupon('TEN'));
    expect(since()).toEqual([]);
    act(() => void cart.remove(mug));
    expect(since()).toEqual(['list of 1', '1 pan', 'sum 4900']);
    expect(container.textContent).toBe('1 pan4900');
  });

  it('has no line for a key that isn’t there', async () => {
    const { cart, drawn } = await openCart();
    render(<Line cart={cart} drawn={drawn} id="none" />);
    expect(drawn).toEqual(['nothing']);
  });
});

import { act, cleanup, render, screen } from '@testing-library/react';
import { Profiler } from 'react';
import { afterEach, expect, it } from 'vitest';
import { cart } from '../../../demo/session.ts';
import { ProductCard } from '../../../demo/shop/product-card.tsx';
import type { Product } from '../../../demo/shop/products.ts';

afterEach(cleanup);

const product = (sku: string): Product => ({
  sku,
  name: sku,
  image: 'mug',
  price: 1999,
  stock: 9,
  description: `A ${sku}.`,
});

it('renders the card of what was put into the cart, and no other', () => {
  const drawn: string[] = [];
  render(
    ['mug', 'pan'].map((sku) => (
      <Profiler key={sku} id={sku} onRender={(id) => drawn.push(id)}>
        <ProductCard product={product(sku)} />
      </Profiler>
    )),
  );
  expect(drawn.splice(0)).toEqual(['mug', 'pan']);
  act(() => void cart.add({ sku: 'mug', name: 'mug', image: 'mug', price: 1999, options: {} }, 2));
  expect(screen.getByText('2 in your cart')).toBeVisible();
  expect(drawn.splice(0)).toEqual(['mug']);
  act(() => void cart.addCoupon('TEN'));
  expect(drawn).toEqual([]);
});

import type { StandardSchemaV1 } from '@standard-schema/spec';
import { act, cleanup, render } from '@testing-library/react';
import { type Cart, createCart, createDraft, type Draft } from 'holdfast';
import { SessionGate, SessionProvider, useCartKeys, useCartLine, useField } from 'holdfast/react';
import { memo, type ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { openSession } from './support/shop.tsx';

afterEach(cleanup);

type Form = { readonly [field: string]: string | undefined };
const schema: StandardSchemaV1<Form> = {
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as Form }) },
};
type Steps = { readonly form: typeof schema };
type Path = `form.f${number}`;
/** What was rendered, and what was asked for. */
interface Told {
  readonly drawn: string[];
  readonly asked: string[];
}
const clear = ({ drawn, asked }: Told): void => {
  drawn.length = asked.length = 0;
};

const Field = memo(function Field({ draft, path, drawn }: Told & { draft: Draft<Steps>; path: Path }): ReactNode {
  const { field } = useField(draft, path);
  drawn.push(path);
  return <input {...field} aria-label={path} />;
});

it.each([
  ['alone', 5000],
  ['behind a gate', 1000],
])('of a form of thousands of fields, %s, one is asked and renders, and no other', async (place, size) => {
  const shop = await openSession();
  const draft = createDraft(shop.session, 'form', { steps: { form: schema }, personal: false });
  await shop.settle();
  const told: Told = { drawn: [], asked: [] };
  const { drawn, asked } = told;
  const watched: typeof draft = {
    ...draft,
    get(path) {
      asked.push(path);
      return draft.get(path);
    },
  };
  const paths = Array.from({ length: size }, (_, at): Path => `form.f${at}`);
  const fields = paths.map((path) => <Field key={path} {...told} draft={watched} path={path} />);
  const gated = place === 'alone' ? fields : <SessionGate signIn={null}>{fields}</SessionGate>;
  const { getByLabelText } = render(<SessionProvider session={shop.session}>{gated}</SessionProvider>);
  expect(drawn).toHaveLength(size);
  clear(told);

  act(() => draft.set('form.f7', 'Ann'));
  expect(new Set(drawn)).toEqual(new Set(['form.f7']));
  expect(new Set(asked)).toEqual(new Set(['form.f7']));
  expect(getByLabelText('form.f7')).toHaveProperty('value', 'Ann');
  clear(told);

  act(() => draft.set({ 'form.f1': 'x', 'form.f999': 'y' }));
  await shop.settle();
  expect(new Set(drawn)).toEqual(new Set(['form.f1', 'form.f999']));
  await userEvent.fill(getByLabelText('form.f500'), 'z');
  expect(draft.get('form.f500')).toBe('z');
  act(() => draft.reset());
  expect(getByLabelText('form.f7')).toHaveProperty('value', '');
});

const Line = memo(function Line({ cart, id, drawn }: Told & { cart: Cart; id: string }): ReactNode {
  drawn.push(id);
  return <li>{useCartLine(cart, id)?.quantity}</li>;
});
function List({ cart, ...told }: Told & { cart: Cart }): ReactNode {
  return useCartKeys(cart).map((id) => <Line key={id} {...told} cart={cart} id={id} />);
}

it('of 2,000 lines one is asked and renders, and no other', async () => {
  const shop = await openSession();
  const cart = createCart(shop.session, 'cart', { currency: 'EUR' });
  await shop.settle();
  const keys = cart.add(Array.from({ length: 2000 }, (_, at) => ({ item: { sku: `s${at}`, price: 100 } })));
  await shop.settle();
  const told: Told = { drawn: [], asked: [] };
  const watched: typeof cart = {
    ...cart,
    line(key) {
      told.asked.push(key);
      return cart.line(key);
    },
  };
  render(<List {...told} cart={watched} />);
  expect(told.drawn).toEqual(keys);
  clear(told);
  const seventh = keys[7] as string;
  act(() => void cart.setQuantity(seventh, 3));
  expect(new Set(told.drawn)).toEqual(new Set([seventh]));
  expect(new Set(told.asked)).toEqual(new Set([seventh]));
});

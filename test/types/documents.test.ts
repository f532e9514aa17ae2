import * as v from 'valibot';
import { describe, expectTypeOf, it } from 'vitest';
import * as z from 'zod';
import { createCart } from '../../src/documents/cart/cart.ts';
import { createDraft } from '../../src/documents/draft/draft.ts';
import type { DocumentOwner } from '../../src/vault/host.ts';

declare const session: DocumentOwner;
const contact = z.object({ email: z.string(), age: z.coerce.number<string>(), tags: z.array(z.string()).optional() });
const payment = v.variant('method', [
  v.object({ method: v.literal('card'), cvc: v.string() }),
  v.object({ method: v.literal('invoice'), address: v.object({ city: v.string() }) }),
]);
const make = () => createDraft(session, 'checkout', { steps: { contact, payment }, secret: ['payment.cvc'] });

describe('a draft is typed by its schemas', () => {
  it('knows its steps, paths and values without a type argument', () => {
    type D = ReturnType<typeof make>;
    type State = ReturnType<D['getState']>;
    expectTypeOf<State['step']>().toEqualTypeOf<'contact' | 'payment'>();
    expectTypeOf<Parameters<D['get']>[0]>().toEqualTypeOf<
      'contact.email' | 'contact.age' | 'contact.tags' | 'payment.method' | 'payment.cvc' | 'payment.address'
    >();
    expectTypeOf<State['values']['contact']['email']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<State['values']['payment']['method']>().toEqualTypeOf<'card' | 'invoice' | undefined>();
    expectTypeOf<State['errors']['payment.cvc']>().toEqualTypeOf<string | undefined>();
  });

  it('takes what the schema takes and hands over what the schema makes of it', () => {
    void ((d: ReturnType<typeof make>) => {
      d.set('contact.age', '42');
      d.set('payment.address', { city: 'Oslo' });
      d.set('contact.email', undefined);
      expectTypeOf(d.get('contact.age')).toEqualTypeOf<string | undefined>();
      void d.submit(({ values, key }) => {
        expectTypeOf(values.contact.age).toEqualTypeOf<number>();
        expectTypeOf(key).toEqualTypeOf<string>();
      });
      d.set({ 'contact.age': '42', 'payment.method': 'card', 'contact.tags': undefined });
      // @ts-expect-error a number is not what the schema takes
      d.set({ 'contact.email': 'a', 'contact.age': 42 });
      // @ts-expect-error there is no such field
      d.set({ 'contact.phone': '1' });
      // @ts-expect-error fields are named by their paths
      d.set({ contact: { email: 'a' } });
      // @ts-expect-error a value without a path
      d.set('contact.email');
      d.watch('contact.age', () => {});
      // @ts-expect-error there is no such field
      d.watch('contact.phone', () => {});
      // @ts-expect-error a number is not what the schema takes
      d.set('contact.age', 42);
      // @ts-expect-error there is no such field
      d.set('contact.phone', '1');
      // @ts-expect-error a part of a field is no path
      d.set('payment.address.city', 'Oslo');
      // @ts-expect-error there is no such step
      void d.goTo('delivery');
      // @ts-expect-error a store that can only be read
      d.setState({});
    });
  });

  it('types conflicts, edits and what settles them by the path', () => {
    void ((d: ReturnType<typeof make>) => {
      const [conflict] = d.getState().conflicts['payment.method'] ?? [];
      expectTypeOf(conflict?.value).toEqualTypeOf<'card' | 'invoice' | undefined>();
      d.resolve('payment.method', conflict);
      d.resolve('contact.email');
      d.edit('payment.method').set('card');
      d.edit('contact.email').set(undefined);
      // @ts-expect-error there is no such way to pay
      d.edit('payment.method').set('cash');
      // @ts-expect-error there is no such field
      d.edit('contact.phone');
      // @ts-expect-error there is no such field
      d.resolve('contact');
    });
  });

  it('refuses options that make no sense', () => {
    void (() => {
      // @ts-expect-error a secret must be a path of this draft
      createDraft(session, 'a', { steps: { contact }, secret: ['contact.cvc'] });
      // @ts-expect-error a step is a schema of an object
      createDraft(session, 'a', { steps: { contact: z.string() } });
      // @ts-expect-error only wipe or seal
      createDraft(session, 'a', { steps: { contact }, afterSignOut: 'keep' });
      // @ts-expect-error personal is a path of this draft, or all of it
      createDraft(session, 'a', { steps: { contact }, personal: ['contact.cvc'] });
      // @ts-expect-error a draft belongs to a session
      createDraft({}, 'a', { steps: { contact } });
    });
  });
});

describe('a cart is typed by its item', () => {
  it('has lines of the plain item, or of what the schema says', () => {
    void (() => {
      const plain = createCart(session, 'cart', { currency: 'EUR' });
      expectTypeOf(plain.getState().lines[0]?.price).toEqualTypeOf<number | undefined>();
      const item = z.object({ sku: z.string(), price: z.number(), image: z.string() });
      const rich = createCart(session, 'cart', { currency: 'EUR', item });
      expectTypeOf(rich.getState().lines[0]?.image).toEqualTypeOf<string | undefined>();
      rich.add({ sku: 'a', price: 1, image: '/a.svg' });
      expectTypeOf(rich.add({ sku: 'a', price: 1, image: '/a.svg' }, 2)).toEqualTypeOf<string>();
      expectTypeOf(plain.add([{ item: { sku: 'a', price: 1 } }])).toEqualTypeOf<readonly string[]>();
      // @ts-expect-error the image is missing in the second
      rich.add([{ item: { sku: 'a', price: 1, image: '/a.svg' } }, { item: { sku: 'b', price: 1 } }]);
      // @ts-expect-error items alone, without how many
      plain.add([{ sku: 'a', price: 1 }]);
      // @ts-expect-error how many stands beside each item
      plain.add([{ item: { sku: 'a', price: 1 } }], 2);
      // @ts-expect-error the image is missing
      rich.add({ sku: 'a', price: 1 });
      // @ts-expect-error the plain item has no image
      plain.add({ sku: 'a', price: 1, image: '/a.svg' });
      // @ts-expect-error an item without a price
      createCart(session, 'cart', { currency: 'EUR', item: z.object({ sku: z.string() }) });
      // @ts-expect-error no such limit
      createCart(session, 'cart', { currency: 'EUR', limits: { total: 3 } });
      // @ts-expect-error no such policy
      createCart(session, 'cart', { currency: 'EUR', claim: 'merge' });
    });
  });
});

describe('what a cart asks the application is typed by its item', () => {
  const item = z.object({ sku: z.string(), price: z.number(), image: z.string() });
  const rich = () =>
    createCart(session, 'cart', {
      currency: 'EUR',
      item,
      revalidate: async (lines) => lines.map(({ key, image }) => ({ key, price: 1, stock: 2, image })),
      adjust: (lines, { coupons }) => coupons.map((id) => ({ id, label: lines[0]?.image ?? '', amount: -1 })),
    });

  it('answers in kind, and tells every outcome', () => {
    void (async (cart: ReturnType<typeof rich>) => {
      const [report] = await cart.revalidate();
      if (report?.kind === 'details') expectTypeOf(report.to.image).toEqualTypeOf<string | undefined>();
      if (report?.kind === 'price') expectTypeOf(report.to).toEqualTypeOf<number>();
      expectTypeOf(cart.getState().withheld[0]?.because).toEqualTypeOf<'quantity' | 'lines' | 'count' | undefined>();
      const sent = cart.attempt(
        (edits) => edits.subtract('mug'),
        async (wasThere) => (wasThere ? 'told' : 7),
      );
      expectTypeOf(sent).toEqualTypeOf<Promise<'told' | 7>>();
      const bought = await cart.checkout(({ coupons, subtotal }) => `${coupons} ${subtotal}`);
      if (bought.outcome === 'changed') expectTypeOf(bought.reports[0]?.item.image).toEqualTypeOf<string | undefined>();
      else if (bought.outcome === 'submitted') expectTypeOf(bought.result).toEqualTypeOf<string>();
      else expectTypeOf(bought).toEqualTypeOf<{ readonly outcome: 'empty' }>();
    });
    void (() => {
      // @ts-expect-error an answer says which line it is about
      createCart(session, 'cart', { currency: 'EUR', revalidate: async () => [{ price: 1 }] });
      // @ts-expect-error an image is a text
      createCart(session, 'cart', { currency: 'EUR', item, revalidate: async () => [{ key: '', image: 7 }] });
      // @ts-expect-error an adjustment has a label
      createCart(session, 'cart', { currency: 'EUR', adjust: () => [{ id: 'x', amount: 1 }] });
    });
  });
});

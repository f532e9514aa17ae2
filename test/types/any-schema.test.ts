import { type } from 'arktype';
import { createCart, createDraft, type Session } from 'holdfast';
import * as v from 'valibot';
import { expectTypeOf, it } from 'vitest';
import * as z from 'zod';

declare const session: Session<unknown>;
const contact = type({ email: 'string.email', 'age?': 'string.numeric.parse' });
const make = () => createDraft(session, 'checkout', { steps: { contact } });

it('a library of schemas that nobody had in mind is as good as any', () => {
  expectTypeOf<Parameters<ReturnType<typeof make>['get']>[0]>().toEqualTypeOf<'contact.email' | 'contact.age'>();
  void ((draft: ReturnType<typeof make>) => {
    draft.set('contact.age', '42');
    // @ts-expect-error the schema makes a number of it, but takes a text
    draft.set('contact.age', 42);
    void draft.submit(({ values }) => expectTypeOf(values.contact.age).toEqualTypeOf<number | undefined>());
  });
});

it('an item of a cart may leave its name and its options out in the words of any library', () => {
  void (() => {
    const ofZod = createCart(session, 'a', {
      currency: 'EUR',
      item: z.object({
        sku: z.string(),
        price: z.number(),
        name: z.string().optional(),
        options: z.object({ size: z.enum(['S', 'M']) }).optional(),
      }),
    });
    const ofValibot = createCart(session, 'b', {
      currency: 'EUR',
      item: v.object({ sku: v.string(), price: v.number(), name: v.optional(v.string()), color: v.string() }),
    });
    const ofArktype = createCart(session, 'c', {
      currency: 'EUR',
      item: type({ sku: 'string', price: 'number', 'name?': 'string', color: 'string' }),
    });
    ofZod.add({ sku: 'mug', price: 100, options: { size: 'S' } });
    ofValibot.add({ sku: 'mug', price: 100, color: 'red' });
    ofArktype.add({ sku: 'mug', price: 100, color: 'red' });
    expectTypeOf(ofArktype.getState().lines[0]?.color).toEqualTypeOf<string | undefined>();
    // @ts-expect-error there is no such size
    ofZod.add({ sku: 'mug', price: 100, options: { size: 'L' } });
    // @ts-expect-error the color is missing
    ofValibot.add({ sku: 'mug', price: 100 });
  });
});

it('a choice between shapes has the fields of all of them', () => {
  void (() => {
    const payment = type({ method: "'card'", cvc: 'string' }).or({ method: "'invoice'", reference: 'string' });
    const draft = createDraft(session, 'pay', { steps: { payment } });
    expectTypeOf<Parameters<typeof draft.get>[0]>().toEqualTypeOf<
      'payment.method' | 'payment.cvc' | 'payment.reference'
    >();
    expectTypeOf(draft.get('payment.method')).toEqualTypeOf<'card' | 'invoice' | undefined>();
  });
});

import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it, vi } from 'vitest';
import { createCart } from '../../../src/documents/cart/cart.ts';
import { createDraft } from '../../../src/documents/draft/draft.ts';
import { libraries, type Sized, waiting } from './schemas.ts';
import { ann, openDesk } from './support.ts';

describe.each(libraries)('a draft with schemas of %s', (_, { contact, payment }) => {
  const open = async () => {
    const browser = createTestBrowser();
    const make = () => createDraft(openDesk(browser, ann), 'checkout', { steps: { contact, payment } });
    const draft = make();
    await browser.clock.settle();
    return { browser, draft, make };
  };
  const fill = ({ draft }: Awaited<ReturnType<typeof open>>): void => {
    draft.set('contact.email', 'ann@example.com');
    draft.set('contact.address', { city: 'Oslo', tags: ['home'] });
    draft.set('payment.method', 'card');
    draft.set('payment.cvc', '123');
  };

  it('says of each field what its schema has against it, of what is nested under the field that it is in', async () => {
    const { draft } = await open();
    draft.set('contact.email', 'ann');
    draft.set('contact.age', 'old');
    draft.set('contact.address', { city: 'Oslo', tags: ['home', 'x'] });
    expect(await draft.next()).toBe(false);
    const { errors } = draft.getState();
    expect(Object.keys(errors).sort()).toEqual(['contact.address', 'contact.age', 'contact.email']);
    expect(Object.values(errors).every((message) => message)).toBe(true);
    draft.set('contact.email', 'ann@example.com');
    draft.set('contact.age', '42');
    draft.set('contact.address', { city: 'Oslo', tags: [] });
    await vi.waitFor(() => expect(draft.getState().errors).toEqual({}));
    expect(await draft.next()).toBe(true);
  });

  it('keeps what was typed and hands over what the schema makes of it', async () => {
    const { browser, draft, make } = await open();
    fill({ browser, draft, make });
    draft.set('contact.age', '42');
    await browser.clock.settle();
    const again = make();
    await browser.clock.settle();
    expect(again.get('contact.age')).toBe('42');
    const result = await again.submit(({ values }) => values.contact);
    expect(result).toEqual({
      outcome: 'submitted',
      result: { email: 'ann@example.com', age: 42, address: { city: 'Oslo', tags: ['home'] } },
    });
  });

  it('does without a field that may be left out, also after it was there and was cleared', async () => {
    const opened = await open();
    const { draft } = opened;
    fill(opened);
    draft.set('contact.age', '42');
    draft.set('contact.age', undefined);
    const result = await draft.submit(({ values }) => values.contact);
    expect(result).toEqual({
      outcome: 'submitted',
      result: { email: 'ann@example.com', address: { city: 'Oslo', tags: ['home'] } },
    });
  });

  it('asks for what belongs to the choice that was made', async () => {
    const opened = await open();
    const { draft } = opened;
    fill(opened);
    draft.set('payment.method', 'invoice');
    expect(await draft.submit(() => {})).toEqual({ outcome: 'invalid' });
    expect(draft.getState().step).toBe('payment');
    expect(Object.keys(draft.getState().errors)).toEqual(['payment.reference']);
    draft.set('payment.reference', 'R-1');
    expect(await draft.submit(({ values }) => values.payment)).toMatchObject({
      outcome: 'submitted',
      result: { method: 'invoice', reference: 'R-1' },
    });
  });
});

describe.each(waiting)('a schema of %s that has to wait', (_, nameOf) => {
  it('judges what stands there when the answer is there', async () => {
    const browser = createTestBrowser();
    const asked: string[] = [];
    let answer = (): void => {};
    let answered = Promise.resolve();
    const name = nameOf(async (name) => {
      asked.push(name);
      await answered;
      return name === 'ann';
    });
    const draft = createDraft(openDesk(browser, ann), 'account', { steps: { name } });
    await browser.clock.settle();
    draft.set('name.name', 'ann');
    expect(await draft.next()).toBe(false);
    expect(draft.getState().errors).toEqual({ 'name.name': 'Taken.' });
    answered = new Promise((done) => {
      answer = done;
    });
    const sent = draft.submit(({ values }) => values.name);
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(1));
    draft.set('name.name', 'bea');
    answer();
    expect(await sent).toEqual({ outcome: 'submitted', result: { name: 'bea' } });
    expect(asked.at(-1)).toBe('bea');
  });

  it('is none for the items of a cart: what is put into one must be known at once', async () => {
    const browser = createTestBrowser();
    const cart = createCart(openDesk(browser, ann), 'cart', {
      currency: 'EUR',
      item: nameOf(async () => false) as never,
    });
    await browser.clock.settle();
    expect(() => cart.add({ sku: 'a', price: 1, name: 'a' } as never)).toThrow(
      expect.objectContaining({ code: 'HOLDFAST_CONFIG', message: expect.stringContaining('synchronous') }),
    );
  });
});

describe.each(libraries)('a cart with an item schema of %s', (_, { item }) => {
  const mug: Sized = { sku: 'mug', price: 100, options: { size: 'M' } };
  const open = async () => {
    const browser = createTestBrowser();
    const desk = openDesk(browser, ann);
    const cart = createCart(desk, 'cart', { currency: 'EUR', item });
    await browser.clock.settle();
    return { browser, cart };
  };

  it('takes what the schema takes, as it was given, and refuses the rest with the schema’s reason', async () => {
    const { cart } = await open();
    cart.add(mug, 2);
    expect(cart.getState().lines).toMatchObject([{ ...mug, quantity: 2 }]);
    expect(() => cart.add({ ...mug, options: { size: 'L' } } as never)).toThrow(
      expect.objectContaining({ code: 'HOLDFAST_USAGE', message: expect.stringMatching(/size|S|M/) }),
    );
    expect(cart.getState().lines).toHaveLength(1);
  });

  it('sets aside what an older shop stored, and shows the rest', async () => {
    const { browser, cart } = await open();
    cart.add(mug);
    await browser.clock.settle();
    const before = createCart(openDesk(browser, ann), 'cart', { currency: 'EUR' });
    await browser.clock.settle();
    before.add({ sku: 'mug', price: 100, options: { size: 'L' } });
    await browser.clock.settle();
    browser.reopen();
    const desk = openDesk(browser, ann);
    const again = createCart(desk, 'cart', { currency: 'EUR', item });
    await browser.clock.settle();
    expect(again.getState().lines).toMatchObject([mug]);
    expect(desk.reported).toEqual([['durable', expect.objectContaining({ code: 'HOLDFAST_DISCARDED' })]]);
  });
});

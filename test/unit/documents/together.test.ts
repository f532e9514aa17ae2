import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it, vi } from 'vitest';
import { ann, cartOf, draftOf, item, openDesk, openDraft, quantities } from './support.ts';

describe('several fields set together', () => {
  const all = { 'contact.name': 'Ann', 'contact.email': 'ann@example.com', 'payment.cvc': '123' } as const;

  it('are shown in one notification, stored in one transaction and taken back in one step', async () => {
    const { browser, draft } = await openDraft();
    draft.set('contact.name', 'Bea');
    await browser.clock.advance(5000);
    const heard = vi.fn();
    draft.subscribe(({ values }, before) => {
      if (values !== before.values) heard(values);
    });
    const { writing } = browser.databases.transactions;
    draft.set(all);
    expect(heard).toHaveBeenCalledTimes(1);
    expect(draft.getState().values).toEqual({
      contact: { name: 'Ann', email: 'ann@example.com' },
      delivery: {},
      payment: { cvc: '123' },
    });
    await browser.clock.settle();
    expect(browser.databases.transactions.writing - writing).toBe(1);
    expect(draft.undo()).toBe(true);
    expect(draft.getState().values).toEqual({ contact: { name: 'Bea' }, delivery: {}, payment: {} });
    expect(draft.redo()).toBe(true);
    expect(draft.get('contact.email')).toBe('ann@example.com');
    expect([draft.undo(), draft.undo(), draft.undo()]).toEqual([true, true, false]);
  });

  it('are not one step with what is typed before and after', async () => {
    const { draft } = await openDraft();
    draft.set('contact.name', 'A');
    draft.set({ 'contact.name': 'Ann' });
    draft.set('contact.name', 'Anna');
    expect([draft.undo(), draft.get('contact.name')]).toEqual([true, 'Ann']);
    expect([draft.undo(), draft.get('contact.name')]).toEqual([true, 'A']);
  });

  it('are all refused for one of them, also for files that are too much only together', async () => {
    const { draft } = await openDraft({ maxSize: 10 });
    const set = draft.set as (values: object) => void;
    expect(() => set({ 'contact.name': 'Ann', 'contact.phone.home': '1', 'nowhere.x': 1 })).toThrow(
      'no field "nowhere.x"',
    );
    expect(() => set({ 'contact.name': 'Ann', 'contact.email': () => {} })).toThrow(
      '"contact.email" must be set to data',
    );
    const file = new Blob(['123456']);
    expect(() => set({ 'contact.name': file, 'contact.email': file })).toThrow('would weigh 12 bytes');
    expect(draft.getState().values.contact).toEqual({});
    set({ 'contact.name': file });
    set({ 'contact.name': 'Ann', 'contact.email': file });
    expect(draft.get('contact.name')).toBe('Ann');
    expect(() => set(undefined as never)).toThrow(expect.objectContaining({ code: 'HOLDFAST_USAGE' }));
    expect(() => set(['contact.name'])).toThrow(expect.objectContaining({ code: 'HOLDFAST_USAGE' }));
  });

  it('are cleared where they are undefined, and nothing happens where nothing changes', async () => {
    const { draft } = await openDraft();
    draft.set(all);
    const { values } = draft.getState();
    draft.set(all);
    draft.set({});
    expect(draft.getState().values).toBe(values);
    draft.set({ 'contact.name': undefined, 'contact.email': 'a@example.com' });
    expect(draft.getState().values.contact).toEqual({ email: 'a@example.com' });
  });
});

describe('several lines added together', () => {
  const open = async () => {
    const browser = createTestBrowser();
    const cart = cartOf(openDesk(browser, ann));
    await browser.clock.settle();
    return { browser, cart };
  };

  it('are shown in one notification, in their order, and stored in one transaction', async () => {
    const { browser, cart } = await open();
    const heard = vi.fn();
    cart.subscribe(({ count }, before) => {
      if (count !== before.count) heard(count);
    });
    const { writing } = browser.databases.transactions;
    const keys = cart.add([{ item: item('b'), quantity: 2 }, { item: item('a') }, { item: item('b', 120) }]);
    expect(keys).toEqual([cart.keys()[0], cart.keys()[1], cart.keys()[0]]);
    expect(heard.mock.calls).toEqual([[4]]);
    expect(cart.getState().lines.map(({ sku, quantity, price }) => [sku, quantity, price])).toEqual([
      ['b', 3, 120],
      ['a', 1, 100],
    ]);
    await browser.clock.settle();
    expect(browser.databases.transactions.writing - writing).toBe(1);
    browser.reopen();
    const again = cartOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(quantities(again)).toEqual({ a: 1, b: 3 });
    expect(cart.add([])).toEqual([]);
  });

  it('are all refused for one of them, with its place', async () => {
    const { cart } = await open();
    expect(() => cart.add([{ item: item('a') }, { item: item('b', 1.5) }])).toThrow('item 2 of 2: price');
    expect(() => cart.add([{ item: item('a') }, { item: item('b'), quantity: 0 }])).toThrow('whole number from 1');
    expect(cart.getState().lines).toEqual([]);
  });

  it('are taken back together where the server refuses', async () => {
    const { cart } = await open();
    cart.add(item('a'));
    const refused = cart.attempt(
      (edits) => edits.add([{ item: item('a'), quantity: 2 }, { item: item('b') }]),
      async () => Promise.reject(new Error('no')),
    );
    expect(quantities(cart)).toEqual({ a: 3, b: 1 });
    await expect(refused).rejects.toThrow('no');
    expect(quantities(cart)).toEqual({ a: 1 });
  });
});

describe('a part that is watched', () => {
  it('is told of its own changes: a value, an error, what another tab wrote, and whose it is', async () => {
    const { browser, desk, draft } = await openDraft();
    const other = draftOf(openDesk(browser, ann));
    const [name, email] = [vi.fn(), vi.fn()];
    const stop = draft.watch('contact.name', name);
    draft.watch('contact.email', email);
    draft.set('contact.name', 'Ann');
    draft.set('contact.name', 'Ann');
    draft.set('delivery.street', 'x');
    await browser.clock.settle();
    expect([name.mock.calls.length, email.mock.calls.length]).toEqual([1, 0]);
    other.set('contact.email', 'ann');
    await browser.clock.settle();
    expect([name.mock.calls.length, email.mock.calls.length]).toEqual([1, 1]);
    expect(await draft.next()).toBe(false);
    expect([name.mock.calls.length, email.mock.calls.length]).toEqual([1, 2]);
    draft.reset();
    expect([name.mock.calls.length, email.mock.calls.length]).toEqual([2, 3]);
    draft.set('contact.name', 'Ann');
    desk.become({ id: 'u-bob', epoch: 'e2' }, 'signed-in');
    expect([name.mock.calls.length, draft.get('contact.name')]).toEqual([4, undefined]);
    stop();
    draft.set('contact.name', 'Bob');
    expect(name).toHaveBeenCalledTimes(4);
    expect(() => draft.watch('nowhere.x' as 'contact.name', name)).toThrow('no field');
  });

  it('is a line of a cart as its limits leave it, and its keys stay while no line comes or goes', async () => {
    const browser = createTestBrowser();
    const cart = cartOf(openDesk(browser, ann), { limits: { count: 3 } });
    await browser.clock.settle();
    const [a, b] = cart.add([{ item: item('a') }, { item: item('b') }]) as [string, string];
    const [first, second] = [vi.fn(), vi.fn()];
    cart.watch(a, first);
    cart.watch(b, second);
    const keys = cart.keys();
    cart.setQuantity(a, 2);
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 0]);
    expect(cart.keys()).toBe(keys);
    cart.setQuantity(a, 3);
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([2, 1]);
    expect([cart.line(b), cart.keys()]).toEqual([undefined, [a]]);
    cart.setQuantity(a, 1);
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([3, 2]);
    expect(cart.keys()).toEqual([a, b]);
  });
});

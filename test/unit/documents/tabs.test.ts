import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { ann, cartOf, draftOf, fillContact, guest, item, openDesk, quantities } from './support.ts';

const openTwo = async () => {
  const browser = createTestBrowser();
  const [first, second] = [openDesk(browser, ann), openDesk(browser, ann)];
  await browser.clock.settle();
  return { browser, first, second };
};

describe('two tabs', () => {
  it('both show what each of them typed, and so does a third', async () => {
    const { browser, first, second } = await openTwo();
    const drafts = [draftOf(first), draftOf(second)] as const;
    await browser.clock.settle();
    drafts[0].set('contact.name', 'Ann');
    drafts[1].set('contact.email', 'ann@example.com');
    await browser.clock.settle();
    const third = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    for (const draft of [...drafts, third])
      expect(draft.getState().values.contact).toEqual({ name: 'Ann', email: 'ann@example.com' });
  });

  it('agree on the later of two values of one field', async () => {
    const { browser, first, second } = await openTwo();
    const drafts = [draftOf(first), draftOf(second)] as const;
    await browser.clock.settle();
    drafts[0].set('contact.name', 'Ann');
    await browser.clock.advance(1);
    drafts[1].set('contact.name', 'Bea');
    await browser.clock.settle();
    expect(drafts.map((draft) => draft.get('contact.name'))).toEqual(['Bea', 'Bea']);
  });

  it('of which one has a clock that is an hour ahead still let the other one correct a field', async () => {
    const browser = createTestBrowser();
    browser.clock.setWall(3_600_000);
    const ahead = draftOf(openDesk(browser, ann));
    ahead.set('contact.name', 'Ann');
    await browser.clock.settle();
    browser.clock.setWall(-3_600_000);
    const draft = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    draft.set('contact.name', 'Bea');
    draft.set('contact.name', 'Cleo');
    await browser.clock.settle();
    expect([ahead.get('contact.name'), draft.get('contact.name')]).toEqual(['Cleo', 'Cleo']);
  });

  it('× 200 additions are 400, everywhere and after reopening', async () => {
    const { browser, first, second } = await openTwo();
    const carts = [cartOf(first), cartOf(second)] as const;
    await browser.clock.settle();
    for (let i = 0; i < 200; i++) {
      for (const cart of carts) cart.add(item('mug'));
      if (i % 7 === 0) await browser.clock.settle();
    }
    await browser.clock.settle();
    expect(carts.map(quantities)).toEqual([{ mug: 400 }, { mug: 400 }]);
    browser.reopen();
    const again = cartOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(quantities(again)).toEqual({ mug: 400 });
  });

  it('are told only after the transaction is complete, with a name and a key and nothing else', async () => {
    const { browser, first } = await openTwo();
    const draft = draftOf(first);
    await browser.clock.settle();
    browser.databases.writeDelay = 50;
    draft.set('contact.name', 'Ann');
    await browser.clock.advance(49);
    expect(first.announced).toEqual([]);
    await browser.clock.advance(1);
    expect(first.announced).toEqual(['checkout']);
    expect(first.keys).toEqual([[expect.stringMatching(/^.{17}$/s)]]);
  });

  it('do not answer each other: one edit is one announcement and one read in the other', async () => {
    const { browser, first, second } = await openTwo();
    const draft = draftOf(first);
    draftOf(second);
    await browser.clock.settle();
    const before = browser.databases.transactions.reading;
    draft.set('contact.name', 'Ann');
    await browser.clock.settle();
    expect(second.announced).toEqual([]);
    expect(browser.databases.transactions.reading - before).toBe(1);
  });

  it('do not move one another from their step', async () => {
    const { browser, first, second } = await openTwo();
    const drafts = [draftOf(first), draftOf(second)] as const;
    await browser.clock.settle();
    fillContact(drafts[0]);
    await drafts[0].next();
    await browser.clock.settle();
    expect(drafts[1].getState()).toMatchObject({ step: 'contact', completed: ['contact'] });
  });

  it('both show a draft as submitted, also when an earlier edit of one of them arrives late', async () => {
    const { browser, first, second } = await openTwo();
    const [draft, late] = [draftOf(first, { secret: [] }), draftOf(second, { secret: [] })];
    await browser.clock.settle();
    for (const [path, value] of [
      ['contact.name', 'Ann'],
      ['contact.email', 'ann@example.com'],
      ['delivery.street', 'Main Street 1'],
      ['payment.holder', 'Ann'],
      ['payment.cvc', '§§§'],
    ] as const)
      draft.set(path, value);
    await browser.clock.settle();
    await late.goTo('payment');
    browser.databases.failNext(1);
    late.set('contact.name', 'Late');
    second.tab.freeze();
    await browser.clock.advance(10);
    await draft.submit(() => {});
    await browser.clock.settle();
    second.tab.thaw();
    second.wake();
    await browser.clock.advance(2000);
    for (const each of [draft, late])
      expect(each.getState()).toMatchObject({
        step: 'contact',
        values: { contact: {}, delivery: {}, payment: {} },
        submitted: { key: draft.getState().submitted?.key },
      });
    const third = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(third.getState().submitted).toEqual(draft.getState().submitted);
  });

  it('fold what ended tabs left, without changing what anybody sees and without harming those that live', async () => {
    const { browser, first } = await openTwo();
    const cart = cartOf(first);
    await browser.clock.settle();
    cart.add(item('mug'), 2);
    await browser.clock.settle();
    const other = cartOf(openDesk(browser, ann)); // folds the living tab's fragment
    await browser.clock.settle();
    expect(browser.databases.entries('shop', 'journal')).toEqual([]);
    cart.add(item('mug'));
    other.add(item('mug'));
    await browser.clock.settle();
    expect([quantities(cart), quantities(other)]).toEqual([{ mug: 4 }, { mug: 4 }]);
    browser.reopen();
    const again = cartOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(quantities(again)).toEqual({ mug: 4 });
  });

  it('go on with the same after one of them slept through a sign-out and the next sign-in of the same person', async () => {
    const { browser, first, second } = await openTwo();
    const drafts = [draftOf(first), draftOf(second)] as const;
    await browser.clock.settle();
    drafts[0].set('contact.name', 'Ann');
    await browser.clock.settle();
    second.deaf = true;
    first.become(guest, 'signed-out');
    await browser.clock.settle();
    first.become({ ...ann, epoch: 'e3' }, 'signed-in');
    await browser.clock.settle();
    second.deaf = false;
    second.become({ ...ann, epoch: 'e3' }, 'restored');
    await browser.clock.settle();
    expect(drafts[1].getState()).toMatchObject({ saved: 'saved', values: { contact: {} } });
    drafts[1].set('contact.email', 'ann@example.com');
    await browser.clock.settle();
    for (const draft of drafts) expect(draft.getState().values.contact).toEqual({ email: 'ann@example.com' });
  });
});

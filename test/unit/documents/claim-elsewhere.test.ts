import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { rootIn, rootOf } from '../../../src/vault/keys.ts';
import { keysOf } from '../vault/sealed-documents.ts';
import { ann, bothCarts, cartOf, draftOf, fillContact, guest, item, openDesk, quantities, sum } from './support.ts';

describe('a tab that stays with the guest', () => {
  it('sees the cart go with the person who signed in elsewhere, and begins a new one', async () => {
    const browser = await bothCarts();
    const [desk, other] = [openDesk(browser, guest), openDesk(browser, guest)];
    const [cart, left] = [cartOf(desk), cartOf(other)];
    await browser.clock.settle();
    desk.become(ann, 'signed-in');
    await browser.clock.settle();
    expect([quantities(cart), quantities(left)]).toEqual([sum, {}]);
    left.add(item('S9'));
    await browser.clock.settle();
    browser.reopen();
    const again = cartOf(openDesk(browser, guest));
    await browser.clock.settle();
    expect(quantities(again)).toEqual({ S9: 1 });
  });

  it('finds that out also when it only wants to clear its draft', async () => {
    const browser = createTestBrowser();
    const draft = draftOf(openDesk(browser, guest));
    draft.set('contact.name', 'Gone');
    await browser.clock.settle();
    const [id = ''] = keysOf(browser).filter((key) => key.startsWith('guest/checkout/@id/'));
    browser.databases.plant('shop', 'base', id, undefined);
    browser.databases.plant('shop', 'base', 'guest/checkout/@id/new-id', ['wipe', 1]);
    browser.databases.plant(
      'shop',
      'base',
      'guest/checkout/contact.name/',
      '1["contact.name",["zzzzzzzzz0000r","New"]]',
    );
    draft.reset();
    await browser.clock.settle();
    expect(draft.get('contact.name')).toBe('New');
    draft.set('contact.email', 'ann@example.com');
    await browser.clock.settle();
    expect(browser.databases.entries('shop', 'journal').map(([key]) => rootIn(key))).toContain(rootOf('new-id'));
  });
});

describe("a guest's draft at sign-in", () => {
  it('goes along with its step, the later value of each field standing', async () => {
    const browser = createTestBrowser();
    const account = draftOf(openDesk(browser, ann));
    account.set('contact.name', 'Old');
    account.set('delivery.street', 'Old Street');
    await browser.clock.advance(1000);
    browser.reopen();
    const desk = openDesk(browser, guest);
    const draft = draftOf(desk);
    fillContact(draft);
    await draft.next();
    await browser.clock.settle();
    desk.become(ann, 'signed-in');
    await browser.clock.settle();
    expect(draft.getState()).toMatchObject({
      step: 'delivery',
      values: { contact: { name: 'Ann', email: 'ann@example.com' }, delivery: { street: 'Old Street' } },
      completed: ['contact'],
    });
    desk.become(guest, 'ended');
    await browser.clock.settle();
    expect(draft.getState().values.contact).toEqual({});
  });

  it('stays with the guest when it is not to be claimed', async () => {
    const browser = createTestBrowser();
    const desk = openDesk(browser, guest);
    const draft = draftOf(desk, { claim: 'none' });
    draft.set('contact.name', 'Guest');
    await browser.clock.settle();
    desk.become(ann, 'signed-in');
    await browser.clock.settle();
    expect(draft.getState().values.contact).toEqual({});
    desk.become(guest, 'signed-out');
    await browser.clock.settle();
    expect(draft.get('contact.name')).toBe('Guest');
  });
});

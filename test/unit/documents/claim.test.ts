import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import type { ClaimPolicy } from '../../../src/documents/cart/options.ts';
import { ann, bob, bothCarts, cartOf, guest, item, openDesk, quantities, sum } from './support.ts';

describe("a guest's cart at sign-in", () => {
  it.each<[ClaimPolicy, Record<string, number>, Record<string, number>]>([
    ['sum', sum, {}],
    ['max', { S1: 3, S2: 1, S3: 1 }, {}],
    ['keep-account', { S1: 3, S3: 1 }, {}],
    ['keep-guest', { S1: 2, S2: 1 }, {}],
    ['none', { S1: 3, S3: 1 }, { S1: 2, S2: 1 }],
  ])('with %s becomes part of the account once', async (claim, account, left) => {
    const browser = await bothCarts();
    const desk = openDesk(browser, guest);
    const cart = cartOf(desk, { claim });
    await browser.clock.settle();
    desk.become(ann, 'signed-in');
    await browser.clock.settle();
    expect(quantities(cart)).toEqual(account);
    browser.reopen();
    const later = openDesk(browser, ann);
    const again = cartOf(later, { claim });
    await browser.clock.settle();
    expect(quantities(again)).toEqual(account);
    later.become(guest, 'signed-out');
    await browser.clock.settle();
    expect(quantities(again)).toEqual(left);
  });

  it('goes into an empty account also with keep-account', async () => {
    const browser = createTestBrowser();
    const desk = openDesk(browser, guest);
    const cart = cartOf(desk, { claim: 'keep-account' });
    cart.add(item('S1'), 2);
    await browser.clock.settle();
    desk.become(ann, 'signed-in');
    await browser.clock.settle();
    expect(quantities(cart)).toEqual({ S1: 2 });
  });

  it('counts once when two tabs sign in at the same time', async () => {
    const browser = await bothCarts();
    const desks = [openDesk(browser, guest), openDesk(browser, guest)] as const;
    const carts = [cartOf(desks[0]), cartOf(desks[1])] as const;
    await browser.clock.settle();
    for (const desk of desks) desk.become(ann, 'signed-in');
    await browser.clock.settle();
    expect(carts.map(quantities)).toEqual([sum, sum]);
  });

  it('is shown in the other tabs, where the sign-in was only heard of', async () => {
    const browser = await bothCarts();
    const desks = [openDesk(browser, guest), openDesk(browser, guest)] as const;
    const carts = [cartOf(desks[0]), cartOf(desks[1])] as const;
    await browser.clock.settle();
    desks[1].become(ann, 'restored');
    await browser.clock.settle();
    desks[0].become(ann, 'signed-in');
    await browser.clock.settle();
    expect(carts.map(quantities)).toEqual([sum, sum]);
  });

  it('counts once when the browser is killed in the middle, at any moment', async () => {
    for (const writeDelay of [0, 5]) {
      const browser = await bothCarts();
      const desk = openDesk(browser, guest);
      cartOf(desk);
      await browser.clock.settle();
      browser.databases.writeDelay = writeDelay;
      desk.become(ann, 'signed-in');
      if (writeDelay) await browser.clock.advance(1);
      desk.tab.crash();
      browser.databases.writeDelay = 0;
      for (let i = 0; i < 3; i++) {
        const again = cartOf(openDesk(browser, ann));
        await browser.clock.settle();
        expect(quantities(again)).toEqual(sum);
      }
    }
  });

  it('counts once when storage fails first', async () => {
    for (const claim of ['sum', 'keep-account'] as const) {
      const browser = await bothCarts();
      const desk = openDesk(browser, guest);
      const cart = cartOf(desk, { claim });
      await browser.clock.settle();
      browser.databases.quota = 0;
      desk.become(ann, 'signed-in');
      await browser.clock.settle();
      browser.databases.quota = Number.POSITIVE_INFINITY;
      desk.wake();
      await browser.clock.settle();
      const expected = claim === 'sum' ? sum : { S1: 3, S3: 1 };
      expect(quantities(cart)).toEqual(expected);
      browser.reopen();
      const again = cartOf(openDesk(browser, ann), { claim });
      await browser.clock.settle();
      expect(quantities(again)).toEqual(expected);
    }
  });

  it('takes along what was added a moment ago, and in the same turn', async () => {
    const browser = createTestBrowser();
    const desk = openDesk(browser, guest);
    const cart = cartOf(desk);
    await browser.clock.settle();
    cart.add(item('S1'));
    desk.become(ann, 'signed-in');
    await browser.clock.settle();
    expect(quantities(cart)).toEqual({ S1: 1 });
  });

  it('takes along what was added before storage answered, together with what was stored', async () => {
    const browser = await bothCarts();
    browser.databases.openDelay = 1000;
    const desk = openDesk(browser, guest);
    const cart = cartOf(desk);
    cart.add(item('S1'));
    await browser.clock.advance(10);
    desk.become(ann, 'signed-in');
    expect(quantities(cart)).toEqual({ S1: 1 });
    await browser.clock.advance(2000);
    expect(quantities(cart)).toEqual({ ...sum, S1: 6 });
  });

  it.each<[ClaimPolicy, Record<string, number>]>([
    ['max', { S1: 3, S2: 1, S3: 4 }],
    ['keep-account', { S1: 3, S3: 1 }],
  ])('with %s weighs what was added before storage answered against what is stored', async (claim, outcome) => {
    const browser = await bothCarts();
    browser.databases.openDelay = 1000;
    const desk = openDesk(browser, guest);
    const cart = cartOf(desk, { claim });
    cart.add(item('S3'), 4);
    await browser.clock.advance(10);
    desk.become(ann, 'signed-in');
    await browser.clock.advance(2000);
    expect(quantities(cart)).toEqual(outcome);
  });

  it('does not come back when a tab that was asleep writes its part of it again, nor after the line was removed', async () => {
    const browser = await bothCarts();
    const [desk, late] = [openDesk(browser, guest), openDesk(browser, guest)];
    const [cart, lateCart] = [cartOf(desk), cartOf(late)];
    await browser.clock.settle();
    lateCart.add(item('S2'));
    await browser.clock.settle();
    late.tab.freeze();
    desk.become(ann, 'signed-in');
    await browser.clock.settle();
    expect(quantities(cart)).toEqual({ ...sum, S2: 2 });
    for (const { key, sku } of cart.getState().lines) if (sku === 'S2') cart.remove(key);
    await browser.clock.settle();
    late.tab.thaw();
    lateCart.add(item('S2'));
    await browser.clock.settle();
    late.become(ann, 'restored');
    await browser.clock.settle();
    expect([quantities(cart), quantities(lateCart)]).toEqual([
      { S1: 5, S3: 1 },
      { S1: 5, S3: 1 },
    ]);
    browser.reopen();
    const next = openDesk(browser, guest);
    const nextGuest = cartOf(next);
    await browser.clock.settle();
    expect(quantities(nextGuest)).toEqual({});
    next.become(ann, 'signed-in');
    await browser.clock.settle();
    expect(quantities(nextGuest)).toEqual({ S1: 5, S3: 1 });
  });

  it("leaves nothing behind: the next guest's cart is a new one, and joins too", async () => {
    const browser = await bothCarts();
    const desk = openDesk(browser, guest);
    const cart = cartOf(desk, { afterSignOut: 'seal' });
    await browser.clock.settle();
    desk.become(ann, 'signed-in');
    await browser.clock.settle();
    desk.become(guest, 'signed-out');
    await browser.clock.settle();
    expect(quantities(cart)).toEqual({});
    cart.add(item('S2'));
    await browser.clock.settle();
    desk.become(ann, 'signed-in');
    await browser.clock.settle();
    expect(quantities(cart)).toEqual({ ...sum, S2: 2 });
  });

  it('is never that of another account: who takes over from somebody finds nothing that they did', async () => {
    const browser = createTestBrowser();
    browser.databases.openDelay = 1000;
    const desk = openDesk(browser, ann);
    const cart = cartOf(desk);
    cart.add(item('S1'), 2);
    await browser.clock.advance(10);
    desk.become(bob, 'signed-in');
    await browser.clock.advance(2000);
    expect(quantities(cart)).toEqual({});
    desk.become(ann, 'signed-in');
    await browser.clock.advance(2000);
    expect(quantities(cart)).toEqual({ S1: 2 });
  });

  it('stays with the guest where somebody takes over from another account', async () => {
    const browser = await bothCarts();
    const desk = openDesk(browser, ann);
    const cart = cartOf(desk);
    await browser.clock.settle();
    desk.become(bob, 'signed-in');
    await browser.clock.settle();
    expect(quantities(cart)).toEqual({});
    desk.become(guest, 'ended');
    await browser.clock.settle();
    expect(quantities(cart)).toEqual({ S1: 2, S2: 1 });
  });
});

import { createDraft, minutes } from 'holdfast';
import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { ann, bob, bothCarts, cartOf, guest, item, openDesk, quantities, steps, sum } from '../documents/support.ts';
import { noRoom, openFull, stored } from './full-disk.ts';

/** What the guest's cart and the account's come to. */
const joined = {
  sum,
  max: { S1: 3, S2: 1, S3: 1 },
  'keep-guest': { S1: 2, S2: 1 },
};

describe('a disk that is full', () => {
  it.each(['sum', 'max', 'keep-guest'] as const)(
    "at a claim with %s takes nothing of the guest's, shows what both come to, and stores that once there is room",
    async (claim) => {
      const browser = await bothCarts();
      const disk = { full: false };
      const desk = openFull(browser, disk, guest);
      const cart = cartOf(desk, { claim });
      await browser.clock.settle();
      const before = stored(browser, 'guest/');
      disk.full = true;
      desk.become(ann, 'signed-in');
      await browser.clock.advance(5000);
      expect(quantities(cart)).toEqual(joined[claim]);
      cart.add(item('S9'));
      await browser.clock.advance(5000);
      expect(quantities(cart)).toEqual({ ...joined[claim], S9: 1 });
      expect(stored(browser, 'guest/')).toEqual(before);
      expect([cart.getState().saved, desk.reported]).toEqual(['error', [noRoom]]);
      expect(String(desk.reported[0]?.[1])).toMatch(
        /[1-9]\d\d bytes of "cart" wait for room. They stay stored as the guest's/,
      );
      disk.full = false;
      desk.wake();
      await browser.clock.settle();
      expect([cart.getState().saved, quantities(cart)]).toEqual(['saved', { ...joined[claim], S9: 1 }]);
      expect(desk.reported).toEqual([noRoom, ['durable']]);
      expect(stored(browser, 'guest/')).toEqual([]);
      browser.reopen();
      const again = cartOf(openDesk(browser, ann), { claim });
      await browser.clock.settle();
      expect(quantities(again)).toEqual({ ...joined[claim], S9: 1 });
    },
  );

  it('at a claim into an empty account is not taken for a reason to drop the cart, whatever is added before there is room', async () => {
    const browser = createTestBrowser();
    const disk = { full: false };
    const desk = openFull(browser, disk, guest);
    const cart = cartOf(desk, { claim: 'keep-account' });
    cart.add(item('S1'), 2);
    await browser.clock.settle();
    // The account has been here before.
    const account = cartOf(openDesk(browser, ann), { claim: 'keep-account' });
    await browser.clock.settle();
    disk.full = true;
    desk.become(ann, 'signed-in');
    await browser.clock.advance(5000);
    expect(quantities(cart)).toEqual({ S1: 2 });
    disk.full = false;
    cart.add(item('S9'));
    await browser.clock.settle();
    expect([quantities(cart), quantities(account), cart.getState().saved]).toEqual([
      { S1: 2, S9: 1 },
      { S1: 2, S9: 1 },
      'saved',
    ]);
    expect(stored(browser, 'guest/')).toEqual([]);
  });

  it('at a claim is made room on by what is over, and nobody needs to know', async () => {
    const browser = await bothCarts();
    const old = createDraft(openDesk(browser, bob), 'old', { steps, personal: false, ttl: minutes(1) });
    old.set('contact.name', 'x'.repeat(5000));
    await browser.clock.settle();
    browser.reopen();
    const desk = openDesk(browser, guest);
    const cart = cartOf(desk);
    await browser.clock.settle();
    await browser.clock.advance(minutes(5));
    browser.databases.quota = browser.databases.size;
    desk.become(ann, 'signed-in');
    await browser.clock.settle();
    expect([cart.getState().saved, quantities(cart), desk.reported]).toEqual(['saved', sum, []]);
  });

  it('at a claim is one also for a browser that is closed before there is room', async () => {
    const browser = await bothCarts();
    const disk = { full: false };
    const desk = openFull(browser, disk, guest);
    cartOf(desk);
    await browser.clock.settle();
    disk.full = true;
    desk.become(ann, 'signed-in');
    await browser.clock.advance(5000);
    browser.reopen();
    const again = cartOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(quantities(again)).toEqual(sum);
  });

  it.each([
    ['wipe', {}],
    ['seal', { S1: 2, S2: 1 }],
  ] as const)(
    'at a claim that nobody waits for leaves the cart, with %s, to the next guest only where a sign-out takes nothing away',
    async (afterSignOut, left) => {
      const browser = await bothCarts();
      cartOf(openDesk(browser, ann), { afterSignOut });
      await browser.clock.settle();
      browser.reopen();
      const disk = { full: false };
      const desk = openFull(browser, disk, guest);
      const cart = cartOf(desk, { afterSignOut });
      const other = createDraft(desk, 'other', { steps, claim: 'none' });
      other.set('contact.name', 'Guest');
      await browser.clock.settle();
      disk.full = true;
      desk.become(ann, 'signed-in');
      await browser.clock.advance(5000);
      expect(quantities(cart)).toEqual(sum);
      desk.become(guest, 'signed-out');
      await browser.clock.advance(5000);
      disk.full = false;
      desk.wake();
      await browser.clock.settle();
      expect([quantities(cart), other.get('contact.name')]).toEqual([left, 'Guest']);
      browser.reopen();
      const again = cartOf(openDesk(browser, guest), { afterSignOut });
      await browser.clock.settle();
      expect(quantities(again)).toEqual(left);
    },
  );
});

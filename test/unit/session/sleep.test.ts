// @vitest-environment node
import { createCart, minutes, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createShop, until } from './support.ts';

async function story() {
  const shop = createShop();
  const a = await shop.signedIn();
  const start = shop.browser.clock.elapsed();
  return { ...shop, a, start, at: (moment: number) => until(shop.browser, start, moment) };
}

describe.each(['stops', 'runs'] as const)('sleep in which the monotonic clock %s', (monotonic) => {
  it('wakes into the warning with what is left', async () => {
    const { browser, a, at } = await story();
    await at(100);
    a.tab.input();
    await at(101);
    await browser.clock.sleep(seconds(849), { monotonic });
    expect(a.session.getState()).toMatchObject({ warning: { kind: 'idle' } });
    expect(a.remaining()).toBe(50);
    await at(1000);
    expect(a.session.getState()).toMatchObject({ reason: 'idle' });
  });

  it('wakes past the limit and ends before any input is handled', async () => {
    const { browser, a, at } = await story();
    await at(100);
    a.tab.input();
    await at(101);
    await browser.clock.sleep(seconds(3599), { monotonic, first: 'input' });
    expect(a.tab.input()).toBe('swallow');
    expect(a.session.getState()).toMatchObject({ reason: 'idle' });
    expect(a.seen).not.toContain('warning idle 120');
  });

  it('refuses the click on "Stay signed in" that comes after the limit', async () => {
    const { browser, a, at } = await story();
    await at(800);
    await browser.clock.sleep(seconds(1200), { monotonic, first: 'input' });
    expect(a.tab.input()).toBe('swallow');
    expect(await a.session.extend()).toEqual({ outcome: 'ended', reason: 'idle' });
  });
});

describe('a clock that is set', () => {
  it.each([
    { clicks: false, warnAt: 780, endAt: 900 },
    { clicks: true, warnAt: 1180, endAt: 1300 },
  ])('back by an hour lengthens nothing ($endAt)', async ({ clicks, warnAt, endAt }) => {
    const { browser, a, at } = await story();
    await at(100);
    browser.clock.setWall(-minutes(60));
    for (let now = 101; clicks && now <= 400; now++) {
      await at(now);
      expect(a.tab.input()).toBe('pass');
      expect(a.remaining()).toBeLessThanOrEqual(900);
    }
    await at(warnAt - 1);
    expect(a.session.getState()).toMatchObject({ warning: null });
    await at(warnAt + 1);
    expect(a.session.getState()).toMatchObject({ warning: { kind: 'idle' } });
    await at(endAt + 1);
    expect(a.session.getState()).toMatchObject({ reason: 'idle' });
  });

  it('forward by an hour ends the session once', async () => {
    const { browser, a, at } = await story();
    await at(100);
    browser.clock.setWall(minutes(60));
    await at(2000);
    expect(a.seen.filter((event) => event.startsWith('ended'))).toEqual(['ended idle']);
  });

  it('back by an hour, then a new tab: the stored future keeps nobody signed in for longer', async () => {
    const { browser, a, at, open } = await story();
    await at(100);
    a.tab.input();
    browser.clock.setWall(-minutes(60));
    const b = await open();
    expect(b.status()).toBe('authenticated');
    expect(b.remaining()).toBeLessThanOrEqual(900);
    await at(1002);
    expect(a.status()).toBe('unauthenticated');
    expect(b.status()).toBe('unauthenticated');
  });
});

describe('reload and reopen', () => {
  it.each([
    { reopenAt: 300, left: 700 },
    { reopenAt: 950, left: 50 },
  ])('grant nothing: at $reopenAt there are $left left', async ({ reopenAt, left }) => {
    const { a, at, open } = await story();
    await at(100);
    a.tab.input();
    await at(200);
    a.tab.close();
    await at(reopenAt);
    const b = await open();
    expect(b.status()).toBe('authenticated');
    expect(b.remaining()).toBe(left);
  });

  it('end a session whose deadline passed while the browser was closed, without showing it', async () => {
    const { browser, a, at, begin } = await story();
    await at(100);
    a.tab.input();
    await at(200);
    a.tab.close();
    await at(1500);
    const b = begin();
    const shown: string[] = [];
    b.session.subscribe((state) => shown.push(state.status));
    await browser.clock.settle();
    expect(shown).toEqual(['unauthenticated']);
    expect(b.session.getState()).toMatchObject({ reason: 'idle' });
    expect(browser.network.count('/sign-out')).toBe(1);
  });

  it('tell nobody again of a sign-out of before', async () => {
    const { browser, a, open } = await story();
    void a.session.signOut();
    await browser.clock.settle();
    a.tab.close();
    const b = await open();
    expect(b.session.getState()).toEqual({ status: 'unauthenticated', reason: null, resumable: false });
  });

  it.each([true, false])('say whether work is kept, and it is the truth (%s)', async (worked) => {
    const { browser, a, at, begin } = await story();
    const cart = createCart(a.session, 'cart', { currency: 'EUR' });
    await browser.clock.settle();
    if (worked) cart.add({ sku: 'rope', price: 100 });
    await at(200);
    a.tab.close();
    await at(1500);
    const b = begin();
    await browser.clock.settle();
    expect(b.session.getState()).toEqual({ status: 'unauthenticated', reason: 'idle', resumable: worked });
  });

  it('after a kill that lost the last seconds of localStorage do not bring a signed-out session back', async () => {
    const { browser, a, at, server, open } = await story();
    await at(100);
    browser.network.setOffline(true);
    void a.session.signOut();
    await browser.clock.settle();
    browser.reopen({ loseRecords: seconds(200) });
    const b = await open();
    expect(b.status()).toBe('unauthenticated');
    expect(server.user).not.toBeNull();
    browser.network.setOffline(false);
    await browser.clock.advance(seconds(20));
    expect(b.status()).toBe('unauthenticated');
    expect(server.user).toBeNull();
  });
});
